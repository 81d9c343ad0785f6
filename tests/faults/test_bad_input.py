"""Whatever is typed into whichever field: a clear answer, never a crash, nothing typed is lost."""

from typing import Any

import pytest

from interviews.models import Interview
from tests.factories import UserFactory
from tests.locks.sitemap import pages_of
from tests.locks.test_sweep import forms_of, undone
from tests.locks.world import make_rows, more_rows
from tests.people import Person

HOSTILE = {
    "over-long": "x" * 20_001,
    "NUL": "a\x00b",
    "control character": "a\x07b",
    "lone surrogate": "a\ud800b",
    "right-to-left and emoji": "\u202eשלום 👩🏽‍💻",
    "year 1": "0001-01-01T00:00",
    "year 9999": "9999-12-31T23:59",
    "no date": "2026-02-30",
    "huge number": "9" * 40,
    "negative": "-1",
    "script": "<script>alert(1)</script>",
    "percent and quote": "%s'\"--",
    "another zone": "Mars/Olympus",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_field_of_any_form_breaks(alice: Any, kind: str) -> None:
    value = HOSTILE[kind].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    rows = make_rows(alice, "mine") | more_rows(alice)
    person = Person(alice)
    for url in pages_of(rows):
        for form in forms_of(person, url):
            action = form["attrs"].get("action") or url
            send = person.post if form["attrs"].get("method") == "post" else person.get
            for name in sorted(form["names"] - {"csrfmiddlewaretoken", "form_key"}):
                with undone():
                    answer = send(action, {**form["fields"], name: value})
                assert answer.status_code < 500, f"{action} {name}"
                assert "<script>alert" not in answer.content.decode(), f"{action} {name}"


TEXT = {"company": "Umbrella", "role": "Lead", "starts_at": "2026-03-12T14:00", "place": "Room 7"}


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("company", "x" * 201, "at most 200 characters"),
        ("company", "a\x00b", "Null characters are not allowed"),
        ("role", "a\x07b", "characters in it that cannot be shown"),
        ("company", "a\ufffeb", "characters in it that cannot be shown"),
        ("starts_at", "0001-01-01T00:00", "Check the year"),
        ("starts_at", "9999-12-31T23:59", "Check the year"),
        ("starts_at", "tomorrow", "Enter a valid date/time"),
        ("ends_at", "2026-03-12T13:00", "It ends before it starts"),
        ("ends_at", "2027-03-12T13:00", "more than a week"),
        ("kind", "séance", "not one of the available choices"),
        ("form_key", "stale", "open for too long"),
    ],
)
def test_the_message_says_what_to_do_and_the_rest_stays(
    as_alice: Person, field: str, typed: str, says: str
) -> None:
    page = as_alice.submit("/interviews/new/", {**TEXT, field: typed}).content.decode()
    assert says in page
    for name, value in TEXT.items():
        if name != field:
            assert f'value="{value}"' in page, name
    assert not Interview.objects.exists()


def test_a_name_in_any_script_is_kept_as_typed(as_alice: Person) -> None:
    name = "שלום 👩🏽‍💻 Ünal"
    as_alice.submit("/interviews/new/", {**TEXT, "company": name})
    assert Interview.objects.get().application.company.name == name


def test_a_time_that_the_clocks_skip_is_a_message(alice: Any) -> None:
    alice.time_zone = "Europe/Berlin"
    alice.save()
    page = Person(alice).submit("/interviews/new/", {**TEXT, "starts_at": "2026-03-29T02:30"})
    assert "couldn’t be interpreted" in page.content.decode().replace("&#x27;", "’")


@pytest.mark.parametrize("prefix", ["people", "lessons"])
@pytest.mark.parametrize("total", ["", "none", "-1", "100000"])
def test_a_broken_count_of_rows_is_no_crash(as_alice: Person, prefix: str, total: str) -> None:
    interview = make_rows(as_alice.user, "mine")["Interview"]
    url = f"/interviews/{interview.pk}/debrief/"
    answer = as_alice.submit(url, {f"{prefix}-TOTAL_FORMS": total, "reflection": "kept"})
    assert answer.status_code == 200
    assert "kept" in answer.content.decode()


def test_a_key_is_good_for_its_owner_alone(as_alice: Person, db: None) -> None:
    other = Person(UserFactory())
    key = other.fill("/learning/new/", {})["form_key"]
    page = as_alice.submit("/learning/new/", {"title": "Rust", "form_key": key}).content.decode()
    assert "open for too long" in page
