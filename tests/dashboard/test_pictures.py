"""Six pictures: in the page, with their tables, and as files."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as how

from dashboard.histories import Chosen
from dashboard.pictures import ink
from dashboard.pictures.canvas import WIDTH, apart
from dashboard.pictures.gallery import PICTURES
from dashboard.pictures.picture import Picture
from interviews.models import Ending, Outcome
from tests.dashboard.chosen import some_chosen
from tests.dashboard.facts import Facts, store
from tests.factories import NOW, ApplicationFactory
from tests.people import Person

DAY = timedelta(days=1)
COMPANY, SOURCE, SOMEONE = "Zebrawood & Sons", "Quokka board", "Xanthippe"
every_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.slug)


@pytest.fixture
def as_ada(as_alice: Person) -> Person:
    """Somebody of whom every picture has something to show."""
    facts = [
        Facts(
            (n % 3 > 0,), ("Rust",) if n % 2 else (), outcome=outcome, starts_at=NOW - n * 9 * DAY
        )
        for n, outcome in enumerate([*Outcome.values, *Outcome.values], start=1)
    ]
    rounds = store(as_alice.user, facts, company=COMPANY, source=SOURCE)
    for number, held in enumerate(rounds):
        held.anxiety_before, held.anxiety_after = 5 - number % 2, 3
        held.save()
        held.meet(SOMEONE)
    ApplicationFactory(owner=as_alice.user).close(Ending.REJECTED, NOW.date())
    return as_alice


def page_of(person: Person, url: str = "/dashboard/") -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def section_of(page: str, picture: Picture) -> str:
    return page.split(f'id="{picture.slug}"')[1].split("</section>")[0]


def file_of(person: Person, picture: Picture, query: str = "") -> ET.Element:
    answer = person.get(f"/dashboard/pictures/{picture.slug}.svg{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    return ET.fromstring(answer.content)  # noqa: S314  our own


@every_picture
def test_it_has_a_sentence_a_definition_a_table_and_a_file(
    as_ada: Person, picture: Picture
) -> None:
    section = section_of(page_of(as_ada), picture)
    slug = picture.slug
    assert f'role="img" aria-labelledby="{slug}-title {slug}-desc"' in section
    assert f'<title id="{slug}-title">' in section
    assert re.search(rf'<desc id="{slug}-desc">\w', section)
    assert re.search(r'<p class="speak">\w', section)
    assert re.search(r'<p class="definition">\w', section)
    assert re.search(r"<details.*<table.*<td.*</details>", section)
    assert f'href="/dashboard/pictures/{slug}.svg?download=yes"' in section
    assert f'data-png="/dashboard/pictures/{slug}.svg"' in section


@every_picture
def test_before_there_is_anything_it_says_what_it_will_show(
    as_alice: Person, picture: Picture
) -> None:
    if picture.slug == "flow":
        return  # an application is enough for that one
    ApplicationFactory(owner=as_alice.user)
    section = section_of(page_of(as_alice), picture)
    assert str(picture.empty) in section
    assert "<svg" not in section
    assert picture.empty[:20] in "".join(file_of(as_alice, picture).itertext())


@every_picture
def test_the_file_looks_right_without_any_sheet(as_ada: Person, picture: Picture) -> None:
    file = file_of(as_ada, picture)
    words = "".join(file.itertext())
    assert str(picture.title) in words
    assert "10 March 2026" in words
    shapes = [e for e in file.iter() if e.tag.split("}")[1] in ("rect", "path", "circle", "text")]
    assert shapes
    for shape in shapes:
        assert shape.get("fill"), ET.tostring(shape)
        assert shape.get("fill") != "none" or shape.get("stroke"), ET.tostring(shape)
    assert not [e for e in file.iter() if e.tag.endswith(("style", "script", "image", "use"))]


@every_picture
def test_all_but_where_it_pays_name_nobody(as_ada: Person, picture: Picture) -> None:
    words = ET.tostring(file_of(as_ada, picture), "unicode")
    assert (COMPANY.split()[0] in words) == (picture.slug == "worth")
    assert (SOURCE in words) == (picture.slug == "worth")
    assert SOMEONE not in words


def test_the_flow_to_share_has_no_name_in_it_whatever_is_chosen(as_ada: Person) -> None:
    [flow] = [picture for picture in PICTURES if picture.slug == "flow"]
    query = f"?source={SOURCE.replace(' ', '+')}"
    assert SOURCE in ET.tostring(file_of(as_ada, flow, query), "unicode")
    shared = ET.tostring(file_of(as_ada, flow, f"{query}&anonymous=yes"), "unicode")
    for name in (SOURCE, COMPANY.split()[0], SOMEONE, "Alice", "Owner", "your", "You"):
        assert name not in shared, name
    assert "One search for work" in shared
    assert "Share without names" in page_of(as_ada)


@every_picture
def test_the_filters_of_the_page_are_those_of_the_file(as_ada: Person, picture: Picture) -> None:
    section = section_of(page_of(as_ada, "/dashboard/?period=365&kind=technical"), picture)
    [url] = re.findall(r'href="([^"]*download[^"]*)"', section)
    url = url.replace("&amp;", "&")
    assert url.endswith("?download=yes&period=365&kind=technical")
    answer = as_ada.get(url)
    assert answer["Content-Disposition"] == f'attachment; filename="worthwhile-{picture.slug}.svg"'
    assert "last 12 months, technical" in answer.content.decode()


def test_a_strangers_pictures_are_empty(as_ada: Person, as_bob: Person) -> None:
    for picture in PICTURES:
        assert str(picture.empty)[:20] in "".join(file_of(as_bob, picture).itertext())


def test_paper_has_the_colours_of_the_design() -> None:
    sheet = Path(settings.BASE_DIR, "static/css/design.css").read_text()
    for name in ("paper", "ink", "quiet", "line", "edge", "met", "learned"):
        [by_day] = re.findall(rf"--{name}: light-dark\((#\w+),", sheet)
        assert getattr(ink, name.upper()) == by_day, name


def test_every_pen_has_its_colours_in_the_sheet() -> None:
    folder = Path(settings.BASE_DIR, "static/css")
    sheet = "".join((folder / name).read_text() for name in ("pictures.css", "parts.css"))
    for pen in ink.PENS.values():
        for name in pen.split('"')[1].split():
            assert f".{name}" in sheet or name in ("c-value", "c-heading"), name


@how(deadline=None, max_examples=40)
@given(some_chosen)
def test_every_picture_of_any_history_stays_on_its_canvas(found: Chosen) -> None:
    for picture in PICTURES:
        drawing = picture.draw(found)
        if drawing is None:
            continue
        assert drawing.sentence
        assert 0 < float(drawing.height) < 800
        for word in words_in(drawing):
            assert 0 <= float(word.x) <= WIDTH
            assert 0 < float(word.y) <= float(drawing.height)


def words_in(drawing: object) -> list:
    found = []
    for value in vars(drawing).values():
        parts = value if isinstance(value, list | tuple) else [value]
        found += [part for part in parts if type(part).__name__ == "Word"]
    return found


def test_places_move_only_as_far_as_it_takes() -> None:
    assert apart([10, 50], 20, 100) == [10, 50]
    assert apart([10, 12], 20, 100) == [10, 30]
    assert apart([90, 95], 20, 100) == [80, 100]
