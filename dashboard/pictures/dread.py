"""How anxious I was before an interview and after it: two lines, and the gap between."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboard.histories import Chosen, Round
from dashboard.pictures import canvas
from dashboard.pictures.canvas import LEADING, WIDTH, Table, Tone, Word, text
from dashboard.pictures.picture import Picture

CALM, AFRAID = 1, 5
SINGLY = 24  # so many interviews are drawn one by one; of more, the months
_TOP, _STEP, _FOOT = 28, 42, 52  # above the highest line; from one line to the next; below
_WORDS = 76  # at the end of the lines
_TICK = 5  # a value's mark, from its middle


@dataclass(frozen=True)
class Point:
    """One interview, or the average of those of a month."""

    day: date
    before: float
    after: float
    interviews: int = 1


@dataclass(frozen=True)
class Slope:
    """From before down (or up) to after, at one place."""

    x: str
    left: str
    before: str
    after: str
    label: str


@dataclass(frozen=True)
class Dread:
    sentence: str
    note: str
    slopes: Sequence[Slope]
    before: str  # points of the line
    after: str
    between: str  # points of the field
    grid: Sequence[str]  # y of each of the five lines
    grid_end: str
    ends: Sequence[Word]  # what 5 and 1 mean
    names: Sequence[Word]  # of the two lines
    label_y: str
    height: str
    table: Table
    tick: str = text(2 * _TICK)
    key: Sequence[Tone] = ()


def draw(chosen: Chosen) -> Dread | None:
    debriefed = [one.round for one in chosen.debriefed]
    rated = [held for held in debriefed if held.before and held.after]
    if not rated:
        return None
    points = of_interviews(rated) if len(rated) <= SINGLY else of_months(rated)
    points = [point for point in points if point.day <= chosen.today][-canvas.MONTHS :] or points
    step = min(90, (WIDTH - _WORDS) / len(points))
    xs = [step * (place + 0.5) for place in range(len(points))]
    slopes = _slopes(points, xs)
    before = [f"{slope.x},{slope.before}" for slope in slopes]
    after = [f"{slope.x},{slope.after}" for slope in slopes]
    return Dread(
        sentence=_sentence(rated),
        note=_left_out(len(debriefed) - len(rated)),
        slopes=slopes,
        before=" ".join(before),
        after=" ".join(after),
        between=" ".join([*before, *reversed(after)]),
        grid=[text(_y(level)) for level in range(CALM, AFRAID + 1)],
        grid_end=text(xs[-1] + 2 * _TICK),
        ends=[
            Word("0", text(_y(AFRAID) - 10), _("5, very anxious")),
            Word("0", text(_y(CALM) + 18), _("1, calm")),
        ],
        names=_names(points[-1], xs[-1]),
        label_y=text(_y(CALM) + 40),
        height=text(_y(CALM) + _FOOT),
        table=_table(rated),
    )


def of_interviews(rated: Sequence[Round]) -> list[Point]:
    return [Point(held.day, held.before or 0, held.after or 0) for held in rated]


def of_months(rated: Sequence[Round]) -> list[Point]:
    """The averages of each month that has any."""
    months: dict[date, list[Round]] = defaultdict(list)
    for held in rated:
        months[held.month].append(held)
    return [
        Point(
            month,
            sum(held.before or 0 for held in rounds) / len(rounds),
            sum(held.after or 0 for held in rounds) / len(rounds),
            len(rounds),
        )
        for month, rounds in sorted(months.items())
    ]


def _slopes(points: Sequence[Point], xs: Sequence[float]) -> list[Slope]:
    labels = _labels(points)
    return [
        Slope(text(x), text(x - _TICK), text(_y(point.before)), text(_y(point.after)), label)
        for x, point, label in zip(xs, points, labels, strict=True)
    ]


def _labels(points: Sequence[Point]) -> list[str]:
    """The names of months, each at the first point of its month."""
    month_of = [point.day.replace(day=1) for point in points]
    months = sorted(set(month_of))
    names = dict(zip(months, canvas.named(months), strict=True))
    return [names.pop(month, "") for month in month_of]


def _names(last: Point, x: float) -> list[Word]:
    """Beside the end of each line; they never touch."""
    ends = sorted([(_y(last.before), 0, _("before")), (_y(last.after), 1, _("after"))])
    places = canvas.apart([y for y, _order, _name in ends], LEADING, _y(CALM))
    return [
        Word(text(x + 3 * _TICK), text(place + 5), name)
        for place, (_y_, _order, name) in zip(places, ends, strict=True)
    ]


def _y(level: float) -> float:
    return _TOP + (AFRAID - level) * _STEP


def _sentence(rated: Sequence[Round]) -> str:
    calmer = sum((held.after or 0) < (held.before or 0) for held in rated)
    words = {"n": calmer, "m": len(rated)}
    if not calmer:
        first = ngettext(
            "You noted how anxious you were before and after %(m)s interview.",
            "You noted how anxious you were before and after %(m)s interviews.",
            len(rated),
        )
    else:
        first = ngettext(
            "You came out calmer than you went in of %(n)s of %(m)s interview.",
            "You came out calmer than you went in of %(n)s of %(m)s interviews.",
            len(rated),
        )
    return " ".join(filter(None, [first % words, _since(rated[0], rated[-1])]))


def _since(first: Round, last: Round) -> str:
    """Only where there is less of it now: nobody needs to be told the opposite."""
    if (last.before or 0) >= (first.before or 0):
        return ""
    return _("Before the first one it was %(first)s of 5, before the latest %(last)s.") % {
        "first": first.before,
        "last": last.before,
    }


def _left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s interview you debriefed is not in here: it does not have both.",
        "%(count)s interviews you debriefed are not in here: they do not have both.",
        count,
    ) % {"count": count}


def _table(rated: Sequence[Round]) -> Table:
    """By month, the newest first."""
    return Table(
        _("The dread, month by month"),
        (_("Month"), _("Interviews with both"), _("Before, on average"), _("After, on average")),
        [
            (
                date_format(point.day, "YEAR_MONTH_FORMAT"),
                point.interviews,
                number_format(point.before, 1),
                number_format(point.after, 1),
            )
            for point in reversed(of_months(rated))
        ],
    )


PICTURE = Picture(
    slug="dread",
    title=gettext_lazy("The dread, before and after"),
    definition=gettext_lazy(
        "How anxious you said you were in your debriefs, from 1 to 5: one place for each interview"
        " with both numbers, or for each month once there are more than 24."
    ),
    empty=gettext_lazy(
        "In a debrief you can say how anxious you were before and after. From the first time on,"
        " both are drawn here."
    ),
    draw=draw,
)
