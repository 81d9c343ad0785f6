"""What each page weighs, compressed as it is sent. ``BYTES=file`` writes the table there."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from accounts.models import User
from config.prepare import UNUSED
from tests.journeys.pages import AREAS, addresses
from tests.people import Person

FIRST_VISIT, FIRST_SCRIPTS, SCRIPTS = 60_000, 5_000, 25_000
ASKED_FOR = re.compile(r'\s(?:src|href|data-scripts|data-worker)="(/[^"]+)"')
BR = {"accept-encoding": "br"}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The static files as an installation serves them."""
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={"staticfiles": {"BACKEND": "core.static.Storage"}},
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
        yield


@dataclass(frozen=True)
class Weight:
    place: str
    page: int
    files: dict[str, int]

    @property
    def scripts(self) -> int:
        """With those that wait until they are needed."""
        return sum(size for name, size in self.files.items() if re.search(r"\.js$|/worker", name))

    @property
    def all(self) -> int:
        return self.page + sum(self.files.values())

    def __str__(self) -> str:
        return f"{self.page:7} {self.scripts:7} {self.all:7}  {self.place}"


def weigh(person: Person, place: str) -> Weight:
    answer = person.get(place, follow=True, headers=BR)
    text = person.get(place, follow=True).content.decode()
    names = {name for found in ASKED_FOR.findall(text) for name in found.split()}
    asked = {name.partition("#")[0] for name in names if is_file(name)}
    return Weight(place, len(answer.content), {name: sent(person, name) for name in asked})


def is_file(name: str) -> bool:
    return name.startswith("/static/") or name.endswith((".js", ".webmanifest"))


def sent(person: Person, name: str) -> int:
    """The bytes of a file: what whitenoise would send, or what a view answers."""
    if not name.startswith("/static/"):
        return len(person.get(name, headers=BR).content)
    path = Path(settings.STATIC_ROOT, name.removeprefix("/static/"))
    compressed = path.with_name(f"{path.name}.br")
    return (compressed if compressed.exists() else path).stat().st_size


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("area", AREAS)
def test_no_page_brings_much_script(alice: User, area: str) -> None:
    places = addresses(area, alice)
    person = Person(None if area == "signed out" else alice)
    weights = [weigh(person, place) for place in places]
    note(area, weights)
    most = FIRST_SCRIPTS if area == "signed out" else SCRIPTS
    assert [str(weight) for weight in weights if weight.scripts > most] == []


@pytest.mark.usefixtures("collected")
def test_a_first_visit_is_light(as_nobody: Person) -> None:
    weight = weigh(as_nobody, "/")
    assert weight.files, "it found what the page asks for"
    assert weight.all <= FIRST_VISIT, weight
    assert weight.scripts <= FIRST_SCRIPTS, weight


def note(area: str, weights: list[Weight]) -> None:
    if place := os.environ.get("BYTES"):
        with open(place, "a", encoding="utf-8") as table:
            table.write(f"{area}: bytes of the page, of scripts, of everything\n")
            table.writelines(f"{weight}\n" for weight in weights)
