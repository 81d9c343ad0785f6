"""What moves a card of the board: the fact that puts it there, and the way back."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from core.ownership import acting_as
from interviews.models import Application, Stage
from tests.factories import NOW
from tests.interviews.cards import BOARD, CLOSED, DAY, columns, companies, labels, moves, put, said
from tests.people import Person

NO_ROUND = "That comes after a round, and there was none yet."
AHEAD = "Its next round is still to come."
HAD_ROUND = "There was a round already."
SHUT = "It is closed. Open it again first."
ADD, AGAIN, CLOSE = "Add a round", "Open it again", "Close it"
ROUNDS, ANSWERED = "See its rounds", "They answered"


@pytest.mark.parametrize(
    ("rounds", "facts", "expected"),
    [
        ([], {}, {
            "applied": ("", ["The day you applied"]),
            "interviewing": ("", [ADD]),
            "waiting": (NO_ROUND, [ADD]),
            "offer": (NO_ROUND, [ADD]),
            "closed": ("", [CLOSE]),
        }),
        ([], {"applied_on": NOW.date()}, {
            "to_apply": ("", ["You have not applied"]),
            "interviewing": ("", [ADD]),
            "waiting": (NO_ROUND, [ADD]),
            "offer": (NO_ROUND, [ADD]),
            "closed": ("", [CLOSE]),
        }),
        ([{"days": 2}], {}, {
            "to_apply": (HAD_ROUND, [ROUNDS]),
            "applied": (HAD_ROUND, [ROUNDS]),
            "waiting": (AHEAD, ["Change its time"]),
            "offer": (AHEAD, ["Change its time"]),
            "closed": ("", [CLOSE]),
        }),
        ([{"days": 0}], {}, {
            "to_apply": (HAD_ROUND, [ROUNDS]),
            "applied": (HAD_ROUND, [ROUNDS]),
            "waiting": ("", ["Debrief the round"]),
            "offer": ("", ["They made an offer"]),
            "closed": ("", [ANSWERED, CLOSE]),
        }),
        ([{"days": -2}], {}, {
            "to_apply": (HAD_ROUND, [ROUNDS]),
            "applied": (HAD_ROUND, [ROUNDS]),
            "interviewing": ("", ["They want another round", ADD]),
            "offer": ("", ["They made an offer"]),
            "closed": ("", [ANSWERED, CLOSE]),
        }),
        ([said("advanced")], {}, {
            "to_apply": (HAD_ROUND, [ROUNDS]),
            "applied": (HAD_ROUND, [ROUNDS]),
            "waiting": ("", ["Change their answer"]),
            "offer": ("", ["They made an offer"]),
            "closed": ("", [ANSWERED, CLOSE]),
        }),
        ([said("rejected")], {}, {
            "to_apply": (HAD_ROUND, [ROUNDS]),
            "applied": (HAD_ROUND, [ROUNDS]),
            "interviewing": ("", ["They want another round", ADD]),
            "waiting": ("", ["Change their answer"]),
            "offer": ("", ["They made an offer"]),
        }),
        ([{"days": -2}], CLOSED, {
            "to_apply": (SHUT, [AGAIN]),
            "applied": (SHUT, [AGAIN]),
            "interviewing": ("", [ADD]),
            "waiting": ("", [AGAIN]),
            "offer": (SHUT, [AGAIN]),
        }),
    ],
)  # fmt: skip
def test_each_move_asks_for_its_fact_or_says_why_not(
    as_alice: Person,
    rounds: list[dict[str, Any]],
    facts: dict[str, Any],
    expected: dict[str, tuple[str, list[str]]],
) -> None:
    put(as_alice, *rounds, **facts)
    page = as_alice.read(BOARD)
    assert {stage: labels(page, stage) for stage in moves(page)} == expected


def test_what_can_be_done_comes_first_and_what_cannot_is_said_once(as_alice: Person) -> None:
    put(as_alice, {"days": 2})
    page = as_alice.read(BOARD)
    assert re.findall(r'<span class="board-to">([^<]*)<', page) == [
        "Over",
        "To apply, applied",
        "Waiting for them, offer",
    ]


@pytest.mark.parametrize(
    ("rounds", "facts", "back_to"),
    [
        ([], {}, "to_apply"),
        ([], {"applied_on": NOW.date()}, "applied"),
        ([{"days": 2}], {}, "interviewing"),
        ([said("advanced")], {}, "interviewing"),
        ([{"days": -2}], {}, "waiting"),
        ([said("offer")], {}, "offer"),
    ],
)
def test_a_closed_one_opens_to_where_its_rounds_put_it(
    as_alice: Person, rounds: list[dict[str, Any]], facts: dict[str, Any], back_to: str
) -> None:
    application = put(as_alice, *rounds, **facts, **CLOSED)
    why, ways = moves(as_alice.read(BOARD))[back_to]
    if back_to == "interviewing":  # another round opens it, too
        ways = [(AGAIN, f"/applications/{application.pk}/reopen/?{ways[0][1].split('&')[-1]}")]
    assert (why, ways[0][0]) == ("", AGAIN)
    landed(as_alice, as_alice.submit(BOARD, action=ways[0][1]), back_to)


def landed(person: Person, answer: Any, stage: str) -> None:
    """Back on the board, whose card says that it stands there now."""
    assert answer.status_code == 302, answer.content.decode()
    parts = urlsplit(answer.url)
    assert parts.path == BOARD
    page = person.read(answer.url)
    [application] = Application.objects.all()
    assert parts.fragment == f"application-{application.pk}"
    [found] = [stage for stage, part in columns(page).items() if "has-moved" in part]
    assert found == stage
    label = Stage(stage).label
    assert f"Platform lead at Umbrella stands under “{label}” now." in page


@pytest.mark.parametrize(
    ("rounds", "facts", "stage", "way", "typed"),
    [
        ([], {}, "applied", "The day you applied", {"applied_on": "2026-03-09"}),
        ([], {"applied_on": NOW.date()}, "to_apply", "You have not applied", {"applied_on": ""}),
        ([], {}, "interviewing", ADD, {"starts_at": "2026-03-12T14:00"}),
        ([{"days": -2}], {}, "interviewing", "They want another round", {}),
        ([{"days": 2}], {}, "waiting", "Change its time", {"starts_at": "2026-03-08T14:00",
         "ends_at": "2026-03-08T15:00"}),
        ([{"days": -2}], {}, "offer", "They made an offer", {}),
        ([{"days": -2}], {}, "closed", ANSWERED, {"outcome": "rejected"}),
        ([{"days": -2}], {}, "closed", CLOSE, {"closed_as": "withdrew"}),
        ([said("rejected")], {}, "waiting", "Change their answer", {"outcome": "waiting"}),
    ],
)  # fmt: skip
def test_the_fact_moves_the_card_and_leads_back(
    as_alice: Person,
    rounds: list[dict[str, Any]],
    facts: dict[str, Any],
    stage: str,
    way: str,
    typed: dict[str, str],
) -> None:
    put(as_alice, *rounds, **facts)
    [url] = [url for words, url in moves(as_alice.read(BOARD))[stage][1] if words == way]
    landed(as_alice, as_alice.submit(url, typed), stage)


def test_a_debrief_in_the_last_minutes_leads_back_too(as_alice: Person) -> None:
    put(as_alice, {"days": 0})
    [(_, url)] = moves(as_alice.read(BOARD))["waiting"][1]
    answer = as_alice.submit(url, {})
    assert urlsplit(answer.url).path == BOARD
    assert companies(as_alice.read(answer.url)) == {"waiting": ["Umbrella"]}


def test_a_round_in_the_past_is_added_and_leads_back(as_alice: Person) -> None:
    put(as_alice)
    [(_, url)] = moves(as_alice.read(BOARD))["waiting"][1]
    answer = as_alice.submit(url, {"starts_at": "2026-03-08T14:00"})
    assert companies(as_alice.read(answer.url)) == {"waiting": ["Umbrella"]}


def test_cancel_leads_back_to_the_board(as_alice: Person) -> None:
    put(as_alice, {"days": -2})
    for _, ways in moves(as_alice.read(BOARD)).values():
        for words, url in ways:
            if words != ROUNDS:
                assert f'href="{BOARD}?moved=' in as_alice.read(url), words


@pytest.mark.parametrize(
    ("rounds", "facts", "follows"),
    [
        ([{"days": 2}], {}, "Pick two goals"),
        ([said("rejected")], {}, "What you can do next"),
        ([], CLOSED, "What you can do next"),
        ([], {}, ""),
    ],
)
def test_what_follows_from_the_fact_is_offered_on_its_card(
    as_alice: Person, rounds: list[dict[str, Any]], facts: dict[str, Any], follows: str
) -> None:
    application = put(as_alice, *rounds, **facts)
    page = as_alice.read(f"{BOARD}?moved={application.pk}")
    told = page.split('class="board-moved"')[1].split("</p>")[0]
    found = re.findall(r'<a href="([^"]*)">([^<]*)</a>', told)
    assert [words for _, words in found] == ([follows] if follows else [])
    for url, _ in found:
        assert as_alice.get(url).status_code == 200


def test_the_moved_card_is_in_sight_in_a_long_column(as_alice: Person) -> None:
    one = put(as_alice)
    with acting_as(as_alice.user):
        Application.objects.bulk_create(
            Application(owner=as_alice.user, company=one.company, role=f"Role {n}")
            for n in range(30)
        )
        Application.objects.filter(pk=one.pk).update(updated_at=NOW - 99 * DAY)
    assert f'id="application-{one.pk}"' not in as_alice.read(BOARD)
    page = as_alice.read(f"{BOARD}?moved={one.pk}")
    assert page.index(f'id="application-{one.pk}"') < page.index('board-card"')


@pytest.mark.parametrize("moved", ["0", "-1", "x", "999999", "%00", "9" * 30])
def test_a_card_that_is_none_has_not_moved(as_alice: Person, moved: str) -> None:
    put(as_alice)
    assert "has-moved" not in as_alice.read(f"{BOARD}?moved={moved}")


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil", "x"]
)
def test_nobody_is_sent_to_another_site(as_alice: Person, page: str) -> None:
    application = put(as_alice)
    url = f"/applications/{application.pk}/close/?next={page}"
    assert "evil" not in as_alice.read(url).split("<main")[1]
    answer = as_alice.submit(url, {"closed_as": "withdrew"})
    assert answer.url.startswith("/feedback/")
