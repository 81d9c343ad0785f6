"""Both metrics and what companies said, month by month: mine stand on one line, theirs hang from
the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.histories import Chosen
from dashboard.metrics import Figures, Share
from dashboard.pictures import canvas
from dashboard.pictures.canvas import WIDTH, Table, Tone, Word, text
from dashboard.pictures.picture import Picture
from dashboard.sentences import over_time, what_they_said
from interviews.models import Outcome

_UNIT = 26  # the height of one interview, where there is room
_TALL = 210  # mine and theirs together, at most
_MARGIN, _SPINE = 28, 38  # above and below; between mine and theirs, where the months stand


@dataclass(frozen=True)
class Part:
    """Answers that share a tone of grey."""

    name: Any
    pen: str
    answers: tuple[Outcome, ...]


PARTS = (
    Part(gettext_lazy("next round or offer"), "said", (Outcome.ADVANCED, Outcome.OFFER)),
    Part(gettext_lazy("rejected"), "said_no", (Outcome.REJECTED,)),
    Part(
        gettext_lazy("no answer or withdrew"),
        "said_little",
        (Outcome.NO_ANSWER, Outcome.WITHDREW),
    ),
)
KEY = (
    Tone("met", gettext_lazy("met someone")),
    Tone("learned", gettext_lazy("learned something")),
    *(Tone(part.pen, part.name) for part in PARTS),
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

    sentence: str
    columns: list[Column]
    most_mine: Word
    most_theirs: Word | None
    mine: str  # y of the upper line
    theirs: str  # y of the lower line
    top: str
    bottom: str
    label_y: str
    height: str
    size: str  # of a shape, from its middle to its edge
    bar: str  # the width of one
    table: Table
    key: Sequence[Tone] = KEY
    note: str = ""


@dataclass(frozen=True)
class _Scale:
    """From months and counts to places."""

    step: float  # from one month to the next
    unit: float  # of one interview
    mine: float
    theirs: float

    @property
    def size(self) -> float:
        return min(8, self.step * 0.17)

    @property
    def bar(self) -> float:
        return min(36, self.step * 0.6)

    def middle(self, place: int) -> float:
        return self.step * (place + 0.5)


def draw(chosen: Chosen) -> OverTime | None:
    """The newest months up to this one, with the empty ones between; None where all are empty."""
    figures = chosen.figures
    months = canvas.newest_months(figures.by_month, chosen.this_month)
    if not months:
        return None
    counted = [figures.in_month(month) for month in months]
    most_mine = max(max(month.met.n, month.learned.n) for month in counted) or 1
    most_theirs = max(month.answered for month in counted)
    unit = min(_UNIT, _TALL / (most_mine + most_theirs))
    mine = _MARGIN + most_mine * unit
    scale = _Scale(min(90, WIDTH / len(months)), unit, mine, mine + _SPINE)
    bottom = scale.theirs + most_theirs * unit
    return OverTime(
        sentence=over_time(figures) or _("These are the answers so far."),
        columns=[
            _column(scale, place, month, label)
            for place, (month, label) in enumerate(zip(counted, canvas.named(months), strict=True))
        ],
        most_mine=_most(most_mine, _MARGIN - 8),
        most_theirs=_most(most_theirs, bottom + 20) if most_theirs else None,
        mine=text(scale.mine),
        theirs=text(scale.theirs),
        top=text(_MARGIN),
        bottom=text(bottom),
        label_y=text(scale.mine + _SPINE / 2 + 6),
        height=text(bottom + _MARGIN),
        size=text(scale.size),
        bar=text(scale.bar),
        table=_table(figures),
    )


def _most(count: int, y: float) -> Word:
    return Word(text(WIDTH), text(y), count)


def _column(scale: _Scale, place: int, month: Figures, label: str) -> Column:
    middle = scale.middle(place)
    aside = scale.step * 0.18
    return Column(
        x=text(middle),
        label=label,
        met=_pin(scale, month.met, middle - aside),
        learned=_pin(scale, month.learned, middle + aside),
        bars=_bars(scale, month, middle),
    )


def _pin(scale: _Scale, share: Share, x: float) -> Pin | None:
    y = scale.mine - share.n * scale.unit
    return Pin(text(x), text(y), share.n > 0) if share.m else None


def _bars(scale: _Scale, month: Figures, middle: float) -> list[Bar]:
    bars, y = [], scale.theirs
    for part in PARTS:
        height = sum(month.answers[answer] for answer in part.answers) * scale.unit
        if height:
            bars.append(Bar(part, text(middle - scale.bar / 2), text(y), text(height)))
        y += height
    return bars


def _table(figures: Figures) -> Table:
    """Every month in which there is something to count, the newest first."""
    return Table(
        _("Month by month"),
        (
            _("Month"), _("Debriefed"), _("Met someone"), _("Learned something"),
            _("What companies said"),
        ),
        [
            (
                date_format(month, "YEAR_MONTH_FORMAT"),
                counted.debriefed,
                counted.met.n,
                counted.learned.n,
                what_they_said(counted) or "–",
            )
            for month, counted in reversed(figures.by_month.items())
        ],
    )  # fmt: skip


PICTURE = Picture(
    slug="months",
    title=gettext_lazy("Over time"),
    definition=gettext_lazy(
        "By the month an interview began, in your time zone. Above: interviews you debriefed in"
        " which you met someone or learned something. Below: interviews with an answer."
    ),
    empty=gettext_lazy("Month by month, what you took with you stands here above what they said."),
    draw=draw,
)
