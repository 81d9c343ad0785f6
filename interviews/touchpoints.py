"""Touch points: everything that passed between me and a person there while I tried for a role.

Facts in, counts and lines out; no query in it (``interviews.views.touchpoints`` reads the facts).
``interviews.next_touch`` says which one could be next.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import TouchKind
from core.text import listed


@dataclass(frozen=True)
class Meeting:
    """Me and a person in a round: met, or only expected."""

    interview: int
    on: date
    ended: datetime
    outcome: str
    name: str
    contact: int | None = None
    met: bool = False
    planned: bool = False
    interesting: bool = False
    has_details: bool = False
    in_touch: bool = False  # there is a day to speak next, or they are put aside

    @property
    def kind(self) -> str:
        return TouchKind.MET


@dataclass(frozen=True)
class Touch:
    on: date
    kind: str
    name: str
    contact: int
    note: str = ""


@dataclass(frozen=True)
class Letter:
    """``on`` is None for one that is not sent; ``skipped`` one is dealt with all the same."""

    id: int
    about: str
    on: date | None
    name: str = ""
    contact: int | None = None
    interview: int | None = None
    subject: str = ""
    skipped: bool = False
    kind = "letter"

    @property
    def is_done(self) -> bool:
        return self.skipped or self.on is not None


@dataclass(frozen=True)
class Answer:
    id: int
    on: date
    name: str = ""
    contact: int | None = None
    interview: int | None = None
    said: str = ""
    kind = "answer"


@dataclass(frozen=True)
class Process:
    """One application, as far as touch points and what comes next depend on it."""

    application: int
    company: int
    company_name: str
    stage: str
    closed_as: str = ""
    closed_on: date | None = None
    round: dict[str, Any] | None = None  # the one that speaks for it, from with_stage()
    meetings: list[Meeting] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def met(self) -> list[Meeting]:
        return [meeting for meeting in self.meetings if meeting.met]

    @property
    def points(self) -> list[Any]:
        """Each touch point once, the newest last."""
        sent = [letter for letter in self.letters if letter.on]
        return sorted([*self.met, *self.touches, *sent, *self.answers], key=lambda one: one.on)

    def has_written(self, about: str, interview: int, contact: int | None = None) -> bool:
        """A letter of that kind about that round is sent or skipped; to that person, if named."""
        return any(
            letter.is_done
            and letter.about == about
            and letter.interview in (None, interview)
            and contact in (None, letter.contact)
            for letter in self.letters
        )

    def has_heard(self, interview: int, contact: int | None = None, since: date = date.min) -> bool:
        """An answer about that round, from that person if named."""
        return any(
            answer.interview in (None, interview)
            and contact in (None, answer.contact)
            and answer.on >= since
            for answer in self.answers
        )

    def words_since(self) -> list[date]:
        """The days on which something passed outside the rounds."""
        return [one.on for one in self.points if not isinstance(one, Meeting)]


# --- In words ---------------------------------------------------------------------------------


def count_sentence(points: Iterable[Any]) -> str:
    """*5 touch points so far: 2 meetings, 1 call and 2 letters.*"""
    counts = Counter(point.kind for point in points)
    if not counts:
        return _("Nothing has passed between you and a person there yet.")
    kinds = [_counted(kind, counts[kind]) for kind in _ORDER if counts[kind]]
    n = counts.total()
    text = ngettext(
        "%(n)s touch point so far: %(kinds)s.", "%(n)s touch points so far: %(kinds)s.", n
    )
    return text % {"n": n, "kinds": listed(kinds)}


class Line(NamedTuple):
    """One touch point as its page shows it, the day formatted once."""

    on: str
    who: str
    what: str
    words: str
    url: str


def line(point: Any) -> Line:
    on = date_format(point.on)
    if isinstance(point, Meeting):
        url = reverse("interviews:interview", args=[point.interview])
        return Line(on, point.name, _("met in a round"), "", url)
    if isinstance(point, Touch):
        url = reverse("contacts:contact", args=[point.contact])
        return Line(on, point.name, str(TouchKind(point.kind).label), point.note, url)
    if isinstance(point, Letter):
        url = reverse("feedback:letter", args=[point.id])
        return Line(on, point.name, _("letter"), point.subject, url)
    url = reverse("feedback:answer", args=[point.id])
    return Line(on, point.name, _("answer"), point.said, url)


_ORDER = (
    TouchKind.MET, TouchKind.CALLED, TouchKind.COFFEE, TouchKind.WROTE, Letter.kind, Answer.kind,
    TouchKind.HELPED, TouchKind.HELPED_ME,
)  # fmt: skip


def _counted(kind: str, n: int) -> str:
    words = {
        TouchKind.MET: ngettext("%(n)s meeting", "%(n)s meetings", n),
        TouchKind.CALLED: ngettext("%(n)s call", "%(n)s calls", n),
        TouchKind.COFFEE: ngettext("%(n)s coffee", "%(n)s coffees", n),
        TouchKind.WROTE: ngettext("%(n)s message", "%(n)s messages", n),
        Letter.kind: ngettext("%(n)s letter", "%(n)s letters", n),
        Answer.kind: ngettext("%(n)s answer", "%(n)s answers", n),
        TouchKind.HELPED: ngettext("%(n)s time you helped", "%(n)s times you helped", n),
        TouchKind.HELPED_ME: ngettext("%(n)s time they helped", "%(n)s times they helped", n),
    }
    return words[kind] % {"n": n}
