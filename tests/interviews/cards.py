"""Applications on the board, and what its page says of them."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from interviews.models import Application
from tests.factories import NOW, ApplicationFactory, InterviewFactory
from tests.people import Person

DAY = timedelta(days=1)
BOARD = "/applications/board/"
CLOSED = {"closed_as": "no_answer", "closed_on": NOW.date()}


def put(person: Person, *rounds: dict[str, Any], **facts: Any) -> Application:
    """An application; each of its rounds says ``days`` from now and what else is so."""
    facts = {"company__name": "Umbrella", "role": "Platform lead", **facts}
    application = ApplicationFactory(owner=person.user, **facts)
    for one in map(dict, rounds):
        starts = NOW + one.pop("days") * DAY
        InterviewFactory(owner=person.user, application=application, starts_at=starts, **one)
    return application


def said(outcome: str, days: int = -3) -> dict[str, Any]:
    return {"days": days, "outcome": outcome, "outcome_on": NOW.date(), "debriefed_at": NOW}


def columns(page: str) -> dict[str, str]:
    """The part of the page that each stage has."""
    parts = page.split("data-stage=")[1:]
    return {part.split('"')[1]: part.split("</section>")[0] for part in parts}


def companies(page: str) -> dict[str, list[str]]:
    """Who stands in each column, from top to bottom; empty columns left out."""
    found = {
        stage: re.findall(r'class="board-title"[^>]*><strong>([^<]*)', part)
        for stage, part in columns(page).items()
    }
    return {stage: names for stage, names in found.items() if names}


def moves(page: str) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Of the only card: to each stage why not, and the words and address of each way."""
    found = {}
    for part in page.split("<li data-to=")[1:]:
        item = part.split("</li>")[0]
        why = re.findall(r'<span class="quiet">([^<]*)</span>', item)
        ways = re.findall(r'<a href="([^"]*)">([^<]*)</a>', item)
        ways += [
            (action, re.findall(r"<button[^>]*>([^<]*)<", item)[0])
            for action in re.findall(r'action="([^"]*)"', item)
        ]
        pairs = [(words, unescape(url)) for url, words in ways]
        for stage in part.split('"')[1].split():
            found[stage] = ("".join(why), pairs)
    return found


def labels(page: str, stage: str) -> tuple[str, list[str]]:
    why, ways = moves(page)[stage]
    return why, [words for words, _ in ways]
