"""The board: each application in the column its rounds put it in."""

import re

from core.ownership import acting_as
from interviews.models import Application, Interview, Stage
from tests.factories import NOW, CompanyFactory, LessonFactory, MeetingFactory
from tests.interviews.cards import BOARD, CLOSED, DAY, columns, companies, put, said
from tests.people import Person
from tests.statements import assert_lean, page_statements


def test_every_stage_is_a_column_in_order(as_alice: Person) -> None:
    put(as_alice)
    page = as_alice.read(BOARD)
    assert list(columns(page)) == list(Stage.values)
    for stage, part in columns(page).items():
        assert f'aria-labelledby="stage-{stage}"' in part
        assert ("None." in part) == (stage != "to_apply")


def test_each_application_stands_where_its_rounds_put_it(as_alice: Person) -> None:
    put(as_alice, company__name="Noted")
    put(as_alice, company__name="Sent", applied_on=NOW.date())
    put(as_alice, {"days": 2}, company__name="Coming")
    put(as_alice, {"days": -2}, company__name="Waited")
    put(as_alice, said("offer"), company__name="Offered")
    put(as_alice, said("rejected"), company__name="Lost")
    put(as_alice, {"days": 2}, company__name="Ended", **CLOSED)
    assert companies(as_alice.read(BOARD)) == {
        "to_apply": ["Noted"],
        "applied": ["Sent"],
        "interviewing": ["Coming"],
        "waiting": ["Waited"],
        "offer": ["Offered"],
        "closed": ["Ended", "Lost"],
    }


def test_a_card_says_who_where_it_stands_and_my_verdicts_in_order(as_alice: Person) -> None:
    application = put(as_alice, said("advanced", -9), {"days": -2, "debriefed_at": NOW})
    first, second = application.interviews.order_by("starts_at")
    MeetingFactory(owner=as_alice.user, interview=first, met=True)
    LessonFactory(owner=as_alice.user, interview=second, learned="Yes")
    put(as_alice, {"days": 1}, company__name="Hooli")
    parts = columns(as_alice.read(BOARD))
    card = parts["waiting"]
    marks = card.split('class="board-marks"')[1].split("</p>")[0]
    assert re.findall(r'<span class="visually-hidden">([^<]*)<', marks) == [
        "Met someone",
        "Learned something",
    ]
    assert "Platform lead" in card
    assert "Waiting after round 2" in card
    assert "Technical, 8 Mar" in card
    assert "In round 1 (technical), tomorrow" in parts["interviewing"]


def test_their_answer_is_a_grey_word(as_alice: Person) -> None:
    put(as_alice, said("rejected"))
    put(as_alice, {"days": -1}, company__name="Hooli")
    parts = columns(as_alice.read(BOARD))
    assert re.findall(r'class="outcome">([^<]*)<', parts["closed"]) == ["Rejected"]
    assert 'class="outcome"' not in parts["waiting"]


def test_what_comes_soonest_and_what_ended_last_stand_first(as_alice: Person) -> None:
    for days in (3, 1, 2):
        put(as_alice, {"days": days}, company__name=f"In {days}")
    for days in (5, 2, 9):
        on = NOW.date() - days * DAY
        put(as_alice, company__name=f"Ended {days}", closed_as="rejected", closed_on=on)
    assert companies(as_alice.read(BOARD)) == {
        "interviewing": ["In 1", "In 2", "In 3"],
        "closed": ["Ended 2", "Ended 5", "Ended 9"],
    }


def test_a_strangers_applications_are_not_there(as_alice: Person, as_bob: Person) -> None:
    theirs = put(as_bob)
    assert "Your applications will stand here" in as_alice.read(f"{BOARD}?moved={theirs.pk}")


def test_a_long_column_shows_its_first_and_leads_to_the_rest(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user)
    with acting_as(as_alice.user):
        Application.objects.bulk_create(
            Application(owner=as_alice.user, company=company, role=f"Role {n}", **facts)
            for n in range(25)
            for facts in ({}, CLOSED)
        )
    parts = columns(as_alice.read(BOARD))
    assert parts["to_apply"].count('<li class="board-card') == 20
    assert parts["closed"].count('<li class="board-card') == 5
    assert 'href="/applications/?state=to_apply">and 5 more<' in parts["to_apply"]
    assert 'href="/applications/?state=closed">and 20 more<' in parts["closed"]
    assert '<span class="quiet">25</span>' in parts["closed"]


def test_none_yet_says_what_will_be_here(as_alice: Person) -> None:
    assert "Your applications will stand here" in as_alice.read(BOARD)


def test_one_statement_however_many_applications(as_alice: Person) -> None:
    company = CompanyFactory(owner=as_alice.user)
    found = []
    for number in (1, 300):
        with acting_as(as_alice.user):
            made = Application.objects.bulk_create(
                Application(owner=as_alice.user, company=company, role=f"Role {n}")
                for n in range(number)
            )
            Interview.objects.bulk_create(
                Interview(
                    owner=as_alice.user,
                    application=application,
                    starts_at=NOW + (n % 9 - 4) * DAY,
                    ends_at=NOW + (n % 9 - 4) * DAY + DAY / 24,
                )
                for n, application in enumerate(made)
                for _ in range(3)
            )
        assert_lean(as_alice, BOARD)
        found.append(len(page_statements(as_alice, BOARD)))
    assert found == [1, 1]
