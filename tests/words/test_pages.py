"""All text of the product goes through gettext.

In a language of other letters no page holds a Latin word but what somebody wrote.
"""

import re
from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from tests.accounts.pages import PASSWORD
from tests.journeys.pages import AREAS, addresses
from tests.people import Person, forms_in
from tests.words.pseudo import CODE
from tests.words.reading import Drawing, data_of, untranslated

# Without these a form is refused before it is read.
KEPT = re.compile("csrfmiddlewaretoken|form_key|version|_FORMS$")
LEAVING = re.compile("/(logout|language)/$")
NUMBER = re.compile(r"-?\d+(\.\d+)?(%|px|em|rem)?")
ERRORS = ["400", "403", "403_csrf", "404", "405", "409", "413", "429", "500", "503"]


@pytest.mark.parametrize("area", AREAS)
def test_no_page_holds_a_word_that_is_not_translated(reader: Person, area: str) -> None:
    person, places, data = _tour(reader, area)
    found = set()
    for place in places:
        page = person.get(place, follow=True)
        assert page.status_code == 200, f"{place}: {page.status_code}"
        assert 'dir="rtl"' in page.content.decode(), place
        found |= {f"{place}: {text}" for text in untranslated(page.content.decode(), data)}
    assert not found, "\n".join(sorted(found))


def _tour(reader: Person, area: str) -> tuple[Person, list[str], list[str]]:
    """Who goes through the area, the pages there, and the texts that are somebody's own."""
    if area == "account":
        reader.user.set_password(PASSWORD)
        reader.user.save()
    places = addresses(area, reader.user)
    asked = ["Hooli", "database", "nothing like it"]  # in an address
    data = [*asked, *data_of(reader.user)]
    user = None if area == "signed out" else reader.user
    return Person(user, headers={"accept-language": CODE}), places, data


@pytest.mark.parametrize("area", [area for area in AREAS if area != "signed out"])
def test_what_a_form_answers_is_translated(reader: Person, area: str) -> None:
    """Each form of each page sent as it stands, and sent empty; nothing of it stays."""
    person, places, data = _tour(reader, area)
    found = set()
    for place in places:
        for form in forms_in(person.get(place, follow=True)):
            for answer in _answers(person, place, form):
                texts = untranslated(answer.content.decode(), data)
                found |= {f"{place} {form['attrs'].get('action', '')}: {text}" for text in texts}
    assert not found, "\n".join(sorted(found))


def _answers(person: Person, place: str, form: dict[str, Any]) -> list[Any]:
    action = form["attrs"].get("action") or place
    if form["attrs"].get("method", "get").lower() != "post" or LEAVING.search(action):
        return []
    filled = form["fields"]
    empty = {name: v if KEPT.search(name) else "" for name, v in filled.items()}
    answers = []
    for sent in (filled, empty):
        with transaction.atomic():
            answer = person.post(action, sent, follow=True)
            transaction.set_rollback(True)
        if answer["Content-Type"].startswith("text/html"):
            answers.append(answer)
    return answers


@pytest.mark.parametrize("error", ERRORS)
def test_no_error_page_holds_a_word_that_is_not_translated(language: str, error: str) -> None:
    with translation.override(language):
        page = render_to_string(f"{error}.html")
    assert 'dir="rtl"' in page
    assert not untranslated(page, [])


def test_a_picture_is_drawn_with_points_whatever_the_decimal_mark(reader: Person) -> None:
    person, places, _data = _tour(reader, "today")
    drawing = Drawing()
    for place in places:
        drawing.feed(person.get(place).content.decode())
    assert len(drawing.numbers) > 50
    assert not [number for number in drawing.numbers if not NUMBER.fullmatch(number)]
