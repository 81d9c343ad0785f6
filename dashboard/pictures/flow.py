"""From application to ending, round by round. Every application is in it once, and at every step
as many go on or end as came.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from dashboard.histories import Chosen, History
from dashboard.pictures.canvas import WIDTH, Table, Tone, Word, text
from dashboard.pictures.picture import Picture
from interviews.models import Outcome

ROUNDS = 4  # drawn; the last stands for all later ones, too
_TOP = 46  # the names of the steps are above
_TALL, _UNIT = 190, 24  # all applications at most; one at most
_NODE, _WORDS = 7, 146  # the width of a step; of the endings' names
_LANE, _LEAST, _GAP = 7, 26, 8  # between lanes; from one ending's name to the next; between endings


class End(TextChoices):
    """Where an application stands that goes no further."""

    ACCEPTED = "accepted", gettext_lazy("accepted")
    OFFER = "offer", gettext_lazy("offer")
    OPEN = "open", gettext_lazy("still open")
    REJECTED = "rejected", gettext_lazy("rejected")
    NO_ANSWER = "no_answer", gettext_lazy("no answer")
    WITHDREW = "withdrew", gettext_lazy("withdrew")


_SAID = {
    Outcome.OFFER: End.OFFER,
    Outcome.REJECTED: End.REJECTED,
    Outcome.NO_ANSWER: End.NO_ANSWER,
    Outcome.WITHDREW: End.WITHDREW,
}


@dataclass(frozen=True)
class Step:
    """So many came this far; of those, these ended here. The others are the next step's."""

    came: int
    ended: Counter[End]

    @property
    def onward(self) -> int:
        return self.came - self.ended.total()


def ending(history: History) -> End:
    """As it was closed; else what they said of the latest round, unless another is to come."""
    if history.closed_as:
        return End(history.closed_as)
    if not history.rounds or any(held.coming for held in history.rounds):
        return End.OPEN
    return _SAID.get(Outcome(history.rounds[-1].outcome), End.OPEN)


def steps(histories: Iterable[History]) -> list[Step]:
    """The applications, then the first round, the second and so on, up to the last one reached."""
    ends: list[Counter[End]] = [Counter() for _step in range(ROUNDS + 1)]
    for history in histories:
        ends[min(len(history.rounds), ROUNDS)][ending(history)] += 1
    came = [sum(end.total() for end in ends[step:]) for step in range(len(ends))]
    return [Step(n, end) for n, end in zip(came, ends, strict=True) if n]


@dataclass(frozen=True)
class Node:
    x: str
    height: str
    came: int
    name: str


@dataclass(frozen=True)
class Band:
    """What goes on, or ends: a closed path as thick as there are applications in it."""

    path: str
    count: int
    step: int
    end: End | None  # None: it goes on


@dataclass(frozen=True)
class EndNode:
    end: End
    count: int
    y: str
    height: str
    name: Word


@dataclass(frozen=True)
class Flow:
    sentence: str
    shared_sentence: str
    nodes: Sequence[Node]
    bands: Sequence[Band]
    ends: Sequence[EndNode]
    end_x: str
    height: str
    table: Table
    top: str = text(_TOP)
    node: str = text(_NODE)
    key: Sequence[Tone] = ()
    note: str = ""


@dataclass(frozen=True)
class _Scale:
    unit: float  # the height of one application
    step: float  # from one step to the next
    last: int  # the last step

    def x(self, step: int) -> float:
        return self.step * step

    @property
    def end_x(self) -> float:
        return WIDTH - _WORDS


def draw(chosen: Chosen) -> Flow | None:
    found = steps(chosen.histories)
    if not found:
        return None
    last = len(found) - 1
    unit = min(_UNIT, _TALL / found[0].came)
    scale = _Scale(unit, (WIDTH - _WORDS) / (last + 1.7), last)
    tops, names, foot = _places(found, unit)
    lanes_foot = _TOP + found[0].came * unit + _LANE * (last + 1)
    return Flow(
        sentence=_sentence(found),
        shared_sentence=_shared_sentence(found),
        nodes=[
            Node(text(scale.x(n)), text(step.came * unit), step.came, _name(n))
            for n, step in enumerate(found)
        ],
        bands=[*_onward(found, scale), *_leaving(found, scale, tops)],
        ends=[
            EndNode(end, count, text(tops[end]), text(count * unit), names[end])
            for end, count in _ended(found).items()
        ],
        end_x=text(scale.end_x),
        height=text(max(foot, lanes_foot)),
        table=_table(found),
    )


def _ended(found: Sequence[Step]) -> dict[End, int]:
    total = sum((step.ended for step in found), Counter[End]())
    return {end: total[end] for end in End if total[end]}


def _places(found: Sequence[Step], unit: float) -> tuple[dict[End, float], dict[End, Word], float]:
    """The top and the name of each ending, far enough apart for the names; and where they stop."""
    tops, names = {}, {}
    y = float(_TOP)
    for end, count in _ended(found).items():
        height = count * unit
        room = max(height, _LEAST - _GAP)
        tops[end] = y + (room - height) / 2
        middle = text(y + room / 2 + 5)
        names[end] = Word(text(WIDTH - _WORDS + _NODE + 8), middle, f"{count} {end.label}")
        y += room + _GAP
    return tops, names, y


def _onward(found: Sequence[Step], scale: _Scale) -> list[Band]:
    bands = []
    for n, step in enumerate(found[:-1]):
        left, right = text(scale.x(n) + _NODE), text(scale.x(n + 1))
        foot = text(_TOP + step.onward * scale.unit)
        path = f"M{left} {_TOP}H{right}V{foot}H{left}z"
        bands.append(Band(path, step.onward, n, None))
    return bands


def _leaving(found: Sequence[Step], scale: _Scale, tops: dict[End, float]) -> list[Band]:
    """Beneath what goes on, in a lane of its own to the last step; from there to its ending.

    The later steps are never higher than what went on here, so no band crosses one. At an ending
    those who came furthest arrive on top, as their lanes do.
    """
    arrived = dict(tops)
    bands = []
    for n in range(scale.last, -1, -1):
        y = _TOP + found[n].onward * scale.unit
        for end in End:
            count = found[n].ended[end]
            if not count:
                continue
            thick = count * scale.unit
            bands.append(Band(_lane(scale, n, y, arrived[end], thick), count, n, end))
            arrived[end] += thick
            y += thick
    return bands


def _lane(scale: _Scale, step: int, y: float, to: float, thick: float) -> str:
    start, bend = scale.x(step) + _NODE, scale.x(min(step + 1, scale.last))
    lane = y + _LANE * (scale.last - step)
    leave = scale.x(scale.last) + _NODE
    upper = [(start, y), (bend, lane), (leave, lane), (scale.end_x, to)]
    lower = [(x, place + thick) for x, place in reversed(upper)]
    if step == scale.last:
        upper, lower = [upper[0], upper[3]], [lower[0], lower[3]]
    return f"M{_at(*upper[0])}{_curve(upper)}L{_at(*lower[0])}{_curve(lower)}z"


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """Through all of them, level at each."""
    parts = []
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) / 2
        parts.append(f"C{_at(middle, y1)} {_at(middle, y2)} {_at(x2, y2)}")
    return "".join(parts)


def _at(x: float, y: float) -> str:
    return f"{text(x)} {text(y)}"


def _name(step: int) -> str:
    """Short: they stand side by side on a phone."""
    if step == 0:
        return pgettext("the first step, above a number; 8 letters at most", "applied")
    if step == 1:
        return pgettext("the first round, above a number; 8 letters at most", "round 1")
    return f"{step}+" if step == ROUNDS else str(step)


def _long_name(step: int) -> str:
    if step == 0:
        return _("Applications")
    words = _("Round %(n)s and later") if step == ROUNDS else _("Round %(n)s")
    return words % {"n": step}


def _sentence(found: Sequence[Step]) -> str:
    applied, met = found[0].came, found[0].onward
    if not met:
        return ngettext(
            "You sent %(applied)s application.", "You sent %(applied)s applications.", applied
        ) % {"applied": applied}
    return ngettext(
        "%(met)s of your %(applied)s application came to an interview.",
        "%(met)s of your %(applied)s applications came to an interview.",
        applied,
    ) % {"met": met, "applied": applied}


def _shared_sentence(found: Sequence[Step]) -> str:
    """For others: nobody is named in it, and nobody spoken to."""
    applied, met = found[0].came, found[0].onward
    return ngettext(
        "%(applied)s application, %(met)s of them with an interview.",
        "%(applied)s applications, %(met)s of them with an interview.",
        applied,
    ) % {"met": met, "applied": applied}


def _table(found: Sequence[Step]) -> Table:
    ends = list(_ended(found))
    return Table(
        _("From application to ending, step by step"),
        (_("Step"), _("Came this far"), _("Went on"), *(end.label for end in ends)),
        [
            (_long_name(n), step.came, step.onward, *(step.ended[end] for end in ends))
            for n, step in enumerate(found)
        ],
    )


PICTURE = Picture(
    slug="flow",
    title=gettext_lazy("From application to ending"),
    definition=gettext_lazy(
        "Every application once, its rounds in the order in which they began; cancelled ones count"
        " nowhere. It ends as you closed it, or else with what they said of the latest round."
        " Where you choose a period or a kind, these are the applications with such an interview."
    ),
    empty=gettext_lazy("The way of your applications is drawn here, round by round."),
    draw=draw,
)
