"""Where an application stands: it follows from its rounds, in words and as a filter alike."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from accounts.models import User
from interviews.models import Application, Interview, Stage
from interviews.stages import stage_words
from tests.factories import NOW, ApplicationFactory, InterviewFactory

DAY = timedelta(days=1)
ANSWERED = {"outcome_on": NOW.date(), "debriefed_at": NOW}


def an_application(owner: User, *rounds: dict[str, Any], **facts: Any) -> Application:
    """Each round says ``days`` from now, and what else is so."""
    application = ApplicationFactory(owner=owner, **facts)
    for row in rounds:
        starts = NOW + row.pop("days") * DAY
        InterviewFactory(owner=owner, application=application, starts_at=starts, **row)
    return application


def stood(application: Application) -> tuple[str, str]:
    found = Application.objects.with_stage(NOW).get(pk=application.pk)
    return found.stage, stage_words(found, NOW)


def said(outcome: str, days: int = -3) -> dict[str, Any]:
    return {"days": days, "outcome": outcome, **ANSWERED}


@pytest.mark.parametrize(
    ("rounds", "facts", "stage", "words"),
    [
        ([], {}, "to_apply", "to apply"),
        ([], {"applied_on": NOW.date()}, "applied", "applied"),
        ([{"days": 2}], {}, "interviewing", "in round 1 (technical), Thursday"),
        ([{"days": 1}], {}, "interviewing", "in round 1 (technical), tomorrow"),
        ([{"days": 0}], {}, "interviewing", "in round 1 (technical), today"),
        ([{"days": 9}], {}, "interviewing", "in round 1 (technical), 19 Mar 2026"),
        ([said("advanced"), {"days": 2, "kind": "panel"}], {}, "interviewing",
         "in round 2 (panel), Thursday"),
        ([{"days": 2}, {"days": 1, "kind": "chat"}], {}, "interviewing",
         "in round 1 (informal chat), tomorrow"),
        ([{"days": -1}], {}, "waiting", "waiting after round 1"),
        ([said("advanced", -5), {"days": -1, "debriefed_at": NOW}], {}, "waiting",
         "waiting after round 2"),
        ([said("advanced")], {}, "interviewing", "moving on to the next round"),
        ([said("offer")], {}, "offer", "offer"),
        ([said("rejected")], {}, "closed", "rejected"),
        ([said("no_answer")], {}, "closed", "no answer"),
        ([said("withdrew")], {}, "closed", "withdrew"),
        ([said("rejected", -5), {"days": 2}], {}, "interviewing",
         "in round 2 (technical), Thursday"),
        ([{"days": 2, "cancelled_at": NOW}], {}, "to_apply", "to apply"),
        ([said("advanced"), {"days": 2, "cancelled_at": NOW}], {}, "interviewing",
         "moving on to the next round"),
        ([{"days": -5, "cancelled_at": NOW}, {"days": -1}], {}, "waiting",
         "waiting after round 1"),
        ([said("offer")], {"closed_as": "accepted", "closed_on": NOW.date()}, "closed",
         "closed: I accepted"),
        ([], {"closed_as": "no_answer", "closed_on": NOW.date()}, "closed", "closed: no answer"),
        ([{"days": 2}], {"closed_as": "withdrew", "closed_on": NOW.date()}, "closed",
         "closed: I withdrew"),
    ],
)  # fmt: skip
def test_it_follows_from_the_rounds(
    alice: User, rounds: list[dict[str, Any]], facts: dict[str, Any], stage: str, words: str
) -> None:
    assert stood(an_application(alice, *map(dict, rounds), **facts)) == (stage, words)


def test_the_filter_and_the_words_agree_on_every_pair_of_rounds(alice: User) -> None:
    """The stage is SQL and the words are Python: each word belongs to one stage."""
    shelf = {
        "to apply": Stage.TO_APPLY, "applied": Stage.APPLIED, "in round": Stage.INTERVIEWING,
        "moving on": Stage.INTERVIEWING, "waiting after": Stage.WAITING, "offer": Stage.OFFER,
        "rejected": Stage.CLOSED, "no answer": Stage.CLOSED, "withdrew": Stage.CLOSED,
        "closed:": Stage.CLOSED,
    }  # fmt: skip
    states: list[dict[str, Any] | None] = [
        None,
        {"days": -2},
        {"days": 3},
        {"days": 3, "cancelled_at": NOW},
        {"days": 0, "debriefed_at": NOW},
        *(said(outcome) for outcome in ("advanced", "offer", "rejected", "no_answer", "withdrew")),
    ]
    closings = [{}, {"closed_as": "rejected", "closed_on": NOW.date()}]
    for first, second, closing in product(states, states, closings):
        an_application(alice, *(dict(one) for one in (first, second) if one), **closing)
    found = list(Application.objects.with_stage(NOW))
    assert len(found) == len(states) ** 2 * 2
    for application in found:
        words = stage_words(application, NOW)
        [belongs] = [stage for start, stage in shelf.items() if words.startswith(start)]
        assert application.stage == belongs, words
    assert {application.stage for application in found} == set(Stage.values) - {"applied"}


def test_a_day_is_named_where_the_person_is(as_alice: Any) -> None:
    application = an_application(as_alice.user, {"days": 0, "ends_at": NOW + DAY})
    Interview.objects.update(starts_at=NOW + timedelta(hours=11, minutes=30))
    assert stood(application)[1].endswith("today")
    as_alice.user.time_zone = "Europe/Berlin"
    as_alice.user.save()
    page = as_alice.get(f"/applications/{application.pk}/").content.decode()
    assert "in round 1 (technical), tomorrow" in page.lower()


def test_closing_and_opening_again_rewrite_no_round(alice: User) -> None:
    application = an_application(alice, said("advanced", -9), {"days": -1}, {"days": 4})
    before = list(Interview.objects.order_by("pk").values())
    stage = stood(application)
    application.close("rejected", NOW.date())
    assert stood(application) == ("closed", "closed: rejected")
    application.reopen()
    assert stood(application) == stage
    assert list(Interview.objects.order_by("pk").values()) == before


def test_an_outcome_changes_no_other_round(as_alice: Any) -> None:
    application = an_application(as_alice.user, said("advanced", -9), {"days": -1}, {"days": -4})
    one = application.interviews.order_by("pk")[1]
    others = application.interviews.exclude(pk=one.pk).order_by("pk")
    before = list(others.values())
    as_alice.submit(f"/interviews/{one.pk}/outcome/", {"outcome": "rejected"})
    assert list(others.values()) == before
    assert Application.objects.get().closed_as == ""
