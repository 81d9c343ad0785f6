"""What moves an application on the board: the fact that would be true of it there.

Where a card stands follows from its rounds and is stored nowhere, so it moves when somebody says
what happened. A move that makes no sense says why, and offers what would.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.needs import moment
from core.text import in_a_row
from interviews.models import Application, Outcome, Stage


@dataclass(frozen=True)
class Way:
    """A page that asks for one fact; ``at_once`` where pressing it is all there is to say."""

    label: str
    url: str
    at_once: bool = False


@dataclass(frozen=True)
class Move:
    """``why_not`` where no fact leads straight there; ``ways`` are what would."""

    ways: list[Way]
    why_not: str = ""


@dataclass(frozen=True)
class Choice:
    """A move, and all the stages to which it is the same."""

    to: list[Stage]
    move: Move

    @property
    def stages(self) -> str:
        return capfirst(in_a_row(stage.label for stage in self.to))


@dataclass(frozen=True)
class Moves:
    """Of one application ``with_stage(now)``; each page leads back to ``back``."""

    application: Application
    now: datetime
    back: str

    def __iter__(self) -> Iterator[Choice]:
        """What can be done first, what cannot after it."""
        found: list[Choice] = []
        for stage in Stage:
            if stage == self.application.stage:
                continue
            move = self._to(stage)
            same = next((choice for choice in found if choice.move == move), None)
            if same:
                same.to.append(stage)
            else:
                found.append(Choice([stage], move))
        return iter(sorted(found, key=lambda choice: bool(choice.move.why_not)))

    def _to(self, stage: Stage) -> Move:
        if stage == Stage.INTERVIEWING:
            return Move(self._interviewing())
        if self.application.closed_as:
            return self._reopened(stage)
        if stage == Stage.CLOSED:
            return Move(self._closed())
        if stage in (Stage.TO_APPLY, Stage.APPLIED):
            return self._before_rounds(stage)
        return self._answered(stage)

    # --- Each stage ---

    def _interviewing(self) -> list[Way]:
        add = self._way("interviews:new", _("Add a round"), f"application={self.application.pk}")
        if not self._can_be_answered or self.application.closed_as:
            return [add]
        return [self._outcome(_("They want another round"), Outcome.ADVANCED), add]

    def _reopened(self, stage: Stage) -> Move:
        again = self._way("interviews:reopen_application", _("Open it again"), at_once=True)
        if stage == self._open_stage:
            return Move([again])
        return Move([again], _("It is closed. Open it again first."))

    def _closed(self) -> list[Way]:
        close = self._way("interviews:close_application", _("Close it"))
        if not self._can_be_answered:
            return [close]
        return [self._outcome(_("They answered")), close]

    def _before_rounds(self, stage: Stage) -> Move:
        if self.round:
            see = Way(_("See its rounds"), self.application.get_absolute_url())
            return Move([see], _("There was a round already."))
        label = _("The day you applied") if stage == Stage.APPLIED else _("You have not applied")
        return Move([self._way("interviews:applied", label)])

    def _answered(self, stage: Stage) -> Move:
        """Waiting for an answer, or with an offer: what a round that has begun may lead to."""
        if not self.round:
            add = self._interviewing()
            return Move(add, _("That comes after a round, and there was none yet."))
        if not self._can_be_answered:
            time = self._of_round("interviews:edit", _("Change its time"))
            return Move([time], _("Its next round is still to come."))
        if stage == Stage.OFFER:
            return Move([self._outcome(_("They made an offer"), Outcome.OFFER)])
        if self.round["coming"]:
            return Move([self._of_round("interviews:debrief", _("Debrief the round"))])
        return Move([self._outcome(_("Change their answer"))])

    # --- What it stands on ---

    @property
    def round(self) -> dict[str, Any]:
        """The facts of the round that speaks for it; empty without one."""
        return self.application.round or {}

    @property
    def _can_be_answered(self) -> bool:
        """The round that speaks for it has begun."""
        return bool(self.round) and moment(self.round["starts"]) <= self.now

    @property
    def _open_stage(self) -> Stage:
        """Where it would stand if it were open."""
        if not self.round:
            return Stage.APPLIED if self.application.applied_on else Stage.TO_APPLY
        if self.round["coming"]:
            return Stage.INTERVIEWING
        said = Outcome(self.round["outcome"])
        return _STAGE_OF.get(said, Stage.CLOSED)

    # --- Addresses ---

    def _way(self, name: str, label: str, query: str = "", at_once: bool = False) -> Way:
        args = [] if query else [self.application.pk]
        return self._lead(reverse(name, args=args), label, query, at_once)

    def _of_round(self, name: str, label: str, query: str = "") -> Way:
        return self._lead(reverse(name, args=[self.round["id"]]), label, query)

    def _outcome(self, label: str, likely: str = "") -> Way:
        return self._of_round("interviews:outcome", label, f"as={likely}" if likely else "")

    def _lead(self, url: str, label: str, query: str = "", at_once: bool = False) -> Way:
        back = f"next={quote(self.back, safe='')}"
        return Way(label, f"{url}?{'&'.join(filter(None, [query, back]))}", at_once)


_STAGE_OF = {
    Outcome.WAITING: Stage.WAITING,
    Outcome.ADVANCED: Stage.INTERVIEWING,
    Outcome.OFFER: Stage.OFFER,
}
