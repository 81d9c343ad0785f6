"""Skipping next steps, each with its reason."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from feedback.models import Letter
from feedback.steps import (
    CALL,
    Step,
    situation_of,
    situation_of_ending,
    steps,
    steps_of_ending,
    with_ending,
    with_situation,
)
from interviews.models import Application, Interview


def may_skip(found: Iterable[Step]) -> list[Step]:
    """The open steps that are letters: no answer is called, not skipped."""
    return [step for step in found if step.is_open and step.kind != CALL]


def skip(about: Interview | Application, found: Iterable[Step], because: str) -> None:
    """Note that none of these letters is going to be sent. A draft keeps its words."""
    owner = about.owner
    interview = about if isinstance(about, Interview) else None
    application = about.application if isinstance(about, Interview) else about
    for step in found:
        if step.letter:
            Letter.objects.for_user(owner).get(pk=step.letter).skip(because)
            continue
        Letter.objects.create(
            owner=owner,
            kind=step.kind,
            interview=interview,
            application=application,
            contact_id=step.contact,
            to_name=step.person.name if step.person else "",
            skipped_because=because,
        )


def skip_all(owner: Any, keys: Iterable[str], because: str, now: datetime) -> int:
    """Skip every open letter of these: *interview-12*, *application-7*. How many were skipped.

    The rows are locked, so that of two tabs the second finds nothing left.
    """
    ids: dict[str, list[str]] = {"interview": [], "application": []}
    for key in keys:
        sort, _dash, pk = key.partition("-")
        ids[sort].append(pk)
    interviews = _locked(Interview, owner, ids["interview"])
    applications = _locked(Application, owner, ids["application"])
    asked: list[tuple[Any, list[Step]]] = [
        *(
            (one, steps(situation_of(one), now, owner.quiet_days))
            for one in with_situation(interviews)
        ),
        *((one, steps_of_ending(situation_of_ending(one))) for one in with_ending(applications)),
    ]
    skipped = 0
    for about, found in asked:
        open_ones = may_skip(found)
        skip(about, open_ones, because)
        skipped += len(open_ones)
    return skipped


def _locked(model: Any, owner: Any, ids: list[str]) -> Any:
    """Locked before their letters are read, in another statement, so that none is missed."""
    rows = model.objects.for_user(owner).filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    return rows
