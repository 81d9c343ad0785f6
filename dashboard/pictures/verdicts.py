"""My verdict beside their answer: an area for each pair, as large as there are interviews.

A row for each verdict, as high as there are interviews of it, is cut by what companies said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy, ngettext

from dashboard.histories import Chosen
from dashboard.metrics import COLUMNS, ROWS, Figures
from dashboard.pictures import canvas
from dashboard.pictures.canvas import LEADING, Table, Tone, Word, text
from dashboard.pictures.months import PARTS
from dashboard.pictures.picture import Picture
from dashboard.tables import Grid, grid_of
from interviews.models import Outcome, Verdict

AXIS = 84  # the mark and the count of a row
TALL, UNIT = 300, 40  # all rows together at most; one interview at most
_TOP, _AWAY = 2, 7  # above the first row; of the words from the edge of their area
_WAITING = Tone("said_nothing", Outcome.WAITING.label)
KEY = (*(Tone(part.pen, part.name) for part in PARTS), _WAITING)
_PENS = {answer: part.pen for part in PARTS for answer in part.answers} | {
    Outcome.WAITING: _WAITING.pen
}


@dataclass(frozen=True)
class Area:
    verdict: Verdict
    outcome: Outcome
    count: int
    x: str
    y: str
    width: str
    height: str
    label: Sequence[Word]

    @property
    def pen(self) -> str:
        return _PENS[self.outcome]


@dataclass(frozen=True)
class Mark:
    """A verdict on the axis."""

    y: str
    count: int
    count_y: str
    met: bool
    learned: bool


@dataclass(frozen=True)
class Mosaic:
    marks: Sequence[Mark]
    areas: Sequence[Area]
    grid: Grid
    sentence: str
    note: str
    height: str
    key: Sequence[Tone] = KEY
    table: Table = field(default_factory=lambda: Table("", (), ()))  # the grid is the table


def draw(chosen: Chosen) -> Mosaic | None:
    figures = chosen.figures
    if not figures.debriefed:
        return None
    unit = min(UNIT, TALL / figures.debriefed)
    counts = {row: sum(figures.cells[row, column] for column in COLUMNS) for row in ROWS}
    rows = [row for row in ROWS if counts[row]]
    tops, y = {}, float(_TOP)
    for row in rows:
        tops[row] = y
        y += counts[row] * unit
    height = max(y, _TOP + len(rows) * LEADING)
    grid = grid_of(figures)
    return Mosaic(
        marks=_marks(rows, [tops[row] + counts[row] * unit / 2 for row in rows], counts, height),
        areas=[area for row in rows for area in _areas(figures, row, tops[row], unit)],
        grid=grid,
        sentence=grid.sentence or _debriefed(figures.debriefed),
        note=_left_out(figures.answered_undebriefed),
        height=text(height + _TOP),
    )


def _marks(
    rows: Sequence[Verdict], middles: Sequence[float], counts: dict[Verdict, int], height: float
) -> list[Mark]:
    places = canvas.apart(middles, LEADING, height - LEADING / 2)
    return [
        Mark(
            y=text(place - 9),
            count=counts[row],
            count_y=text(place + 5),
            met=row in (Verdict.BOTH, Verdict.MET),
            learned=row in (Verdict.BOTH, Verdict.LEARNED),
        )
        for row, place in zip(rows, places, strict=True)
    ]


def _areas(figures: Figures, row: Verdict, top: float, unit: float) -> list[Area]:
    of_row = {column: figures.cells[row, column] for column in COLUMNS}
    total = sum(of_row.values())
    height, x = total * unit, float(AXIS)
    areas = []
    for outcome, count in of_row.items():
        if not count:
            continue
        width = (canvas.WIDTH - AXIS) * count / total
        areas.append(
            Area(
                verdict=row,
                outcome=outcome,
                count=count,
                x=text(x),
                y=text(top),
                width=text(width),
                height=text(height),
                label=_label(outcome, count, x, top + height / 2, width, height),
            )
        )
        x += width
    return areas


def _label(
    outcome: Outcome, count: int, x: float, middle: float, width: float, height: float
) -> list[Word]:
    """*3 rejected* in one line, or in two, or the number alone: as there is room for it."""
    room = width - _AWAY
    for lines in ([f"{count} {outcome.word}"], [str(count), outcome.word], [str(count)]):
        if all(canvas.fits(line, room) for line in lines) and len(lines) * LEADING <= height:
            first = middle + 5 - (len(lines) - 1) * LEADING / 2
            return [
                Word(text(x + _AWAY), text(first + place * LEADING), line)
                for place, line in enumerate(lines)
            ]
    return []


def _debriefed(count: int) -> str:
    return ngettext(
        "You debriefed %(count)s interview.", "You debriefed %(count)s interviews.", count
    ) % {"count": count}


def _left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s answer is not in here: its interview is not debriefed.",
        "%(count)s answers are not in here: their interviews are not debriefed.",
        count,
    ) % {"count": count}


PICTURE = Picture(
    slug="verdicts",
    title=gettext_lazy("My verdict beside their answer"),
    definition=gettext_lazy(
        "Each area is as large as there are interviews in it. Down the side, your verdict on the"
        " interviews you debriefed: the circle is filled where you met at least one person, the"
        " diamond where you learned at least one thing. Across, their answer, which changes no"
        " verdict."
    ),
    empty=gettext_lazy("The first interview you debrief is the first area here."),
    draw=draw,
    table="dashboard/pictures/verdicts_table.html",
)
