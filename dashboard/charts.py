"""Pictures as coordinates; the templates only draw them. Lengths are units of the viewBox, as text:
a template would write 12,5 in a language that does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dashboard.metrics import Figures, Share
from interviews.models import Outcome

WIDTH = 640
MONTHS = 24  # the newest; the table has the others
LABELS = 4  # months with a name: more would touch on a phone
_UNIT = 26  # the height of one interview, where there is room
_TALL = 210  # mine and theirs together, at most
_MARGIN, _SPINE = 28, 38  # above and below; between mine and theirs, where the months stand


@dataclass(frozen=True)
class Part:
    """Answers that share a tone of grey."""

    name: Any
    opacity: str
    answers: tuple[Outcome, ...]


PARTS = (
    Part(_("next round or offer"), "1", (Outcome.ADVANCED, Outcome.OFFER)),
    Part(_("rejected"), "0.6", (Outcome.REJECTED,)),
    Part(_("no answer or withdrew"), "0.3", (Outcome.NO_ANSWER, Outcome.WITHDREW)),
)


@dataclass(frozen=True)
class Pin:
    """One metric in one month: a stem with the metric's shape on top, outlined where it is none."""

    x: str
    y: str
    yes: bool


@dataclass(frozen=True)
class Bar:
    """A part of what companies said in one month."""

    part: Part
    x: str
    y: str
    height: str


@dataclass(frozen=True)
class Column:
    x: str
    label: str
    met: Pin | None
    learned: Pin | None
    bars: list[Bar]


@dataclass(frozen=True)
class OverTime:
    """Both metrics stand on one line, what companies said hangs from the line below it."""

    columns: list[Column]
    most_mine: int
    most_theirs: int
    mine: str  # y of the upper line
    theirs: str  # y of the lower line
    top: str
    bottom: str
    label_y: str
    head_y: str
    foot_y: str
    height: str
    size: str  # of a shape, from its middle to its edge
    bar: str  # the width of one
    parts: tuple[Part, ...] = PARTS


@dataclass(frozen=True)
class _Scale:
    """From months and counts to places."""

    step: float  # from one month to the next
    unit: float  # of one interview
    mine: float
    theirs: float

    @property
    def size(self) -> float:
        return min(8, self.step * 0.16)

    @property
    def bar(self) -> float:
        return min(36, self.step * 0.6)

    def middle(self, place: int) -> float:
        return self.step * (place + 0.5)


def over_time(figures: Figures, this_month: date) -> OverTime | None:
    """The newest months up to this one, with the empty ones between; None where all are empty."""
    months = _months(figures, this_month)
    if not months:
        return None
    counted = [figures.in_month(month) for month in months]
    most_mine = max(max(month.met.n, month.learned.n) for month in counted) or 1
    most_theirs = max(month.answered for month in counted)
    unit = min(_UNIT, _TALL / (most_mine + most_theirs))
    mine = _MARGIN + most_mine * unit
    scale = _Scale(min(110, WIDTH / len(months)), unit, mine, mine + _SPINE)
    bottom = scale.theirs + most_theirs * unit
    return OverTime(
        columns=[
            _column(scale, place, month, label)
            for place, (month, label) in enumerate(zip(counted, _labels(months), strict=True))
        ],
        most_mine=most_mine,
        most_theirs=most_theirs,
        mine=_text(scale.mine),
        theirs=_text(scale.theirs),
        top=_text(_MARGIN),
        bottom=_text(bottom),
        label_y=_text(scale.mine + _SPINE / 2 + 6),
        head_y=_text(_MARGIN - 8),
        foot_y=_text(bottom + 20),
        height=_text(bottom + _MARGIN),
        size=_text(scale.size),
        bar=_text(scale.bar),
    )


def _months(figures: Figures, this_month: date) -> list[date]:
    counted = [month for month in figures.by_month if month <= this_month]
    if not counted:
        return []
    first, last = (month.year * 12 + month.month - 1 for month in (counted[0], counted[-1]))
    newest = range(max(first, last - MONTHS + 1), last + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in newest]


def _labels(months: Sequence[date]) -> list[str]:
    """A name for so many months as there is room for, the last one among them; each year once."""
    apart = -(-len(months) // LABELS)
    labels, year = [], 0
    for place, month in enumerate(months):
        if (len(months) - 1 - place) % apart:
            labels.append("")
            continue
        labels.append(date_format(month, "M" if month.year == year else "SHORT_MONTH_FORMAT"))
        year = month.year
    return labels


def _column(scale: _Scale, place: int, month: Figures, label: str) -> Column:
    middle = scale.middle(place)
    aside = scale.step * 0.17
    return Column(
        x=_text(middle),
        label=label,
        met=_pin(scale, month.met, middle - aside),
        learned=_pin(scale, month.learned, middle + aside),
        bars=_bars(scale, month, middle),
    )


def _pin(scale: _Scale, share: Share, x: float) -> Pin | None:
    y = scale.mine - share.n * scale.unit
    return Pin(_text(x), _text(y), share.n > 0) if share.m else None


def _bars(scale: _Scale, month: Figures, middle: float) -> list[Bar]:
    bars, y = [], scale.theirs
    for part in PARTS:
        height = sum(month.answers[answer] for answer in part.answers) * scale.unit
        if height:
            bars.append(Bar(part, _text(middle - scale.bar / 2), _text(y), _text(height)))
        y += height
    return bars


def _text(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
