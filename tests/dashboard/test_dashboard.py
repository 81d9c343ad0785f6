"""The dashboard: one sentence, both metrics, the grid, and the filters."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import User
from core.ownership import acting_as
from interviews.models import Ending, Kind, Outcome
from tests.dashboard.facts import Facts, store
from tests.factories import NOW, ApplicationFactory
from tests.people import Person
from tests.statements import assert_lean

URL = "/dashboard/"
DAY = timedelta(days=1)


def page_of(person: Person, url: str = URL) -> str:
    answer = person.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def grid_of(page: str) -> list[list[int]]:
    table = page.split('<table class="grid-verdict">')[1].split("</table>")[0]
    rows = table.split("<tbody>")[1].split("</tr>")[:-1]
    cells = r"<td[^>]*>(?:<a [^>]*>)?(\d+)(?:</a>)?</td>"
    return [[int(cell) for cell in re.findall(cells, row)] for row in rows]


def test_it_needs_a_person(as_nobody: Person) -> None:
    assert as_nobody.get(URL).status_code == 302


def test_with_no_interview_it_says_what_to_do_first(as_alice: Person) -> None:
    page = page_of(as_alice)
    assert "Add interview" in page
    assert '<svg class="chart"' not in page
    assert "<select" not in page


def test_before_the_first_debrief_it_points_to_it(as_alice: Person) -> None:
    store(as_alice.user, [Facts(debriefed=False)])
    assert "Nothing to count yet." in page_of(as_alice)


def test_the_grid_puts_my_verdict_beside_their_answer(as_alice: Person) -> None:
    store(
        as_alice.user,
        [
            Facts((True,), ("Rust",), outcome=Outcome.ADVANCED),
            Facts((True,), outcome=Outcome.REJECTED),
            Facts((), ("Rust",), outcome=Outcome.WAITING),
            Facts(outcome=Outcome.NO_ANSWER),
            Facts(outcome=Outcome.WITHDREW),
            Facts((True,), ("Rust",), cancelled=True, outcome=Outcome.OFFER),
            Facts((True,), ("Rust",), debriefed=False, outcome=Outcome.OFFER),
        ],
    )
    page = page_of(as_alice)
    assert grid_of(page) == [
        [1, 0, 0, 0, 0, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0, 1],
        [0, 0, 0, 1, 1, 0],
    ]
    assert "1 answer is not in here: its interview is not debriefed." in page
    assert page.count('class="told"') + page.count('class="told zero"') == 3


def test_a_cell_of_the_grid_leads_to_its_interviews(as_alice: Person) -> None:
    facts = [
        Facts((True,), outcome=Outcome.REJECTED),
        Facts((True,), outcome=Outcome.REJECTED, cancelled=True),
        Facts((True,), ("Rust",), outcome=Outcome.REJECTED),
        Facts((True,), debriefed=False, outcome=Outcome.REJECTED),
        Facts((True,), outcome=Outcome.WAITING),
    ]
    store(as_alice.user, facts)
    page = page_of(as_alice)
    links = re.findall(r'<td[^>]*><a href="([^"]*)">(\d+)</a></td>', page)
    assert [count for _url, count in links] == ["1", "1", "1"]
    for url, count in links:
        found = as_alice.get(url.replace("&amp;", "&")).content.decode()
        assert found.count('<li class="line"') == int(count), url
    assert "verdict=met" not in page_of(as_alice, f"{URL}?period=90")


def test_every_figure_carries_its_definition(as_alice: Person) -> None:
    store(as_alice.user, [Facts((True,), outcome=Outcome.REJECTED)])
    page = page_of(as_alice)
    drawn = page.count('class="chart"')
    assert drawn == 4
    assert page.count('class="definition"') >= 3 + drawn


def test_below_ten_there_are_counts_and_no_percentages(as_alice: Person) -> None:
    store(as_alice.user, [Facts((True,), outcome=Outcome.REJECTED)] * 9)
    assert "%" not in page_of(as_alice)
    store(as_alice.user, [Facts()], company="Hooli")
    page = page_of(as_alice)
    assert "9 of 10" in page
    assert "90 %" in page


def test_the_table_of_months_goes_by_the_persons_zone(as_alice: Person) -> None:
    store(as_alice.user, [Facts((True,), starts_at=datetime(2026, 2, 28, 22, tzinfo=UTC))])
    for zone, month in (("Pacific/Auckland", "March 2026"), ("America/Los_Angeles", "February")):
        as_alice.user.time_zone = zone
        as_alice.user.save()
        assert f'<th scope="row">{month}' in page_of(as_alice)


def test_applications_without_an_interview_are_in_the_flow_and_in_no_metric(
    as_alice: Person,
) -> None:
    store(as_alice.user, [Facts((True,))])
    ApplicationFactory(owner=as_alice.user).close(Ending.REJECTED, date(2026, 3, 1))
    page = page_of(as_alice)
    assert "1 of your 2 applications came to an interview." in page
    assert "1 of 1" in page


@pytest.mark.parametrize(("query", "m"), [("period=30", 1), ("period=90", 2), ("period=", 3)])
def test_a_period_narrows_it(as_alice: Person, query: str, m: int) -> None:
    days = (1, 60, 400)
    store(as_alice.user, [Facts((True,), starts_at=NOW - n * DAY) for n in days])
    assert f"{m} of {m}" in page_of(as_alice, f"{URL}?{query}")


def test_company_kind_and_source_narrow_it(as_alice: Person) -> None:
    [row] = store(as_alice.user, [Facts((True,))], company="Initech", source="a friend")
    store(as_alice.user, [Facts()] * 3, company="Hooli", source="a board")
    row.kind = Kind.PANEL
    row.save()
    company = row.application.company_id
    for query in (f"company={company}", "kind=panel", "source=a+friend"):
        page = page_of(as_alice, f"{URL}?{query}")
        assert "1 of 1" in page
        assert "selected" in page
    assert "Nothing to count here." in page_of(as_alice, f"{URL}?kind=panel&source=a+board")


@pytest.mark.parametrize(
    "query",
    [
        "company=99999999999999999999999",
        "company=abc",
        "company=-1",
        "kind=wedding",
        "period=9999999999",
        "period=%00",
        "source=nowhere%00",
        "source=" + "x" * 5_000,
    ],
)
def test_what_makes_no_sense_in_the_address_is_left_out(as_alice: Person, query: str) -> None:
    store(as_alice.user, [Facts((True,))])
    page = page_of(as_alice, f"{URL}?{query}")
    assert "1 of 1" in page
    assert "There is no such choice, so all are counted." in page


def test_a_strangers_company_and_source_are_no_choices(as_bob: Person, alice: User) -> None:
    with acting_as(alice):
        [row] = store(alice, [Facts((True,))], company="Initech", source="a friend")
        company = row.application.company_id
    store_as(as_bob.user, [Facts((True,)), Facts((True,))], company="Hooli")
    page = page_of(as_bob, f"{URL}?company={company}")
    assert "2 of 2" in page
    assert "Initech" not in page
    assert "a friend" not in page


def store_as(owner: User, facts: list[Facts], **application: str) -> None:
    with acting_as(owner):
        store(owner, facts, **application)


def test_names_in_any_script_are_text(as_alice: Person) -> None:
    store(as_alice.user, [Facts((True,))], company="<b>שלום 🦊</b>", source="“x” & <y>")
    page = page_of(as_alice)
    assert "&lt;b&gt;שלום 🦊&lt;/b&gt;" in page
    assert "<b>שלום" not in page


def test_nothing_inline_that_the_policy_forbids(as_alice: Person) -> None:
    store(as_alice.user, [Facts((True,), outcome=Outcome.REJECTED)])
    for url in ("/", URL):
        page = page_of(as_alice, url)
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("rows", [10, 2_000])
def test_three_statements_at_most_however_many_rows(as_alice: Person, rows: int) -> None:
    facts = [
        Facts((n % 2 == 0,), ("Rust",), outcome=Outcome.REJECTED, starts_at=NOW - n * DAY)
        for n in range(rows)
    ]
    store(as_alice.user, facts)
    assert_lean(as_alice, URL)
    assert_lean(as_alice, f"{URL}?period=90&kind=technical")
    assert f"of {rows}" in page_of(as_alice)
