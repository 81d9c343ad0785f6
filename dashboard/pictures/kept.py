"""What stays: people met for the first time, and lessons, added up month by month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dashboard.histories import Chosen, Round
from dashboard.pictures import canvas
from dashboard.pictures.canvas import LEADING, WIDTH, Table, Tone, Word, text
from dashboard.pictures.picture import Picture

_TOP, _TALL, _FOOT = 20, 190, 30
_UNIT = 20  # the height of one, where there is room
_WORDS = 124  # at the end of the lines
SIZE = 5  # of a shape, from its middle to its edge


@dataclass(frozen=True)
class Month:
    """What was new in it, and how much there was at its end."""

    month: date
    people: int
    lessons: int
    all_people: int
    all_lessons: int


@dataclass(frozen=True)
class Place:
    x: str
    y: str


@dataclass(frozen=True)
class Kept:
    sentence: str
    people: str  # the path of the line
    lessons: str
    people_marks: Sequence[Place]
    lesson_marks: Sequence[Place]
    names: Sequence[Word]
    labels: Sequence[Word]
    axis: str
    height: str
    table: Table
    size: str = text(SIZE)
    end: str = text(WIDTH - _WORDS)
    key: Sequence[Tone] = ()
    note: str = ""


def count(rounds: Sequence[Round], this_month: date) -> list[Month]:
    """The newest months; what was before them is in the sums."""
    people: Counter[date] = Counter()
    lessons: Counter[date] = Counter()
    known: set[str] = set()
    for held in rounds:
        new = set(held.people) - known
        known |= new
        people[held.month] += len(new)
        lessons[held.month] += held.lessons
    months = canvas.newest_months(
        (month for month in people if people[month] or lessons[month]), this_month
    )
    if not months:
        return []
    before = [
        sum(n for month, n in sums.items() if month < months[0]) for sums in (people, lessons)
    ]
    all_people = accumulate((people[month] for month in months), initial=before[0])
    all_lessons = accumulate((lessons[month] for month in months), initial=before[1])
    return [
        Month(month, people[month], lessons[month], *sums)
        for month, sums in zip(
            months, list(zip(all_people, all_lessons, strict=True))[1:], strict=True
        )
    ]


def draw(chosen: Chosen) -> Kept | None:
    months = count([one.round for one in chosen.debriefed], chosen.this_month)
    if not months:
        return None
    most = max(months[-1].all_people, months[-1].all_lessons)
    unit = min(_UNIT, _TALL / most)
    axis = _TOP + most * unit
    step = min(90, (WIDTH - _WORDS) / len(months))
    xs = [step * (place + 0.5) for place in range(len(months))]
    people = [axis - month.all_people * unit for month in months]
    lessons = [axis - month.all_lessons * unit for month in months]
    aside = min(SIZE, step / 4)  # both shapes of a month show, where both lines have one height
    days = [month.month for month in months]
    return Kept(
        sentence=_sentence(months),
        people=_steps(
            [x - aside for x in xs], people, axis - (months[0].all_people - months[0].people) * unit
        ),
        lessons=_steps(
            [x + aside for x in xs],
            lessons,
            axis - (months[0].all_lessons - months[0].lessons) * unit,
        ),
        people_marks=_marks(xs, people, [month.people for month in months], -aside),
        lesson_marks=_marks(xs, lessons, [month.lessons for month in months], aside),
        names=_names(months[-1], people[-1], lessons[-1], axis, xs[-1] + 3 * SIZE),
        labels=[
            Word(text(x), text(axis + 22), name)
            for x, name in zip(xs, canvas.named(days), strict=True)
            if name
        ],
        axis=text(axis),
        height=text(axis + _FOOT),
        table=_table(months),
    )


def _steps(xs: Sequence[float], ys: Sequence[float], start: float) -> str:
    """From what there was before, up to each month's sum."""
    return f"M0 {text(start)}L" + " ".join(
        f"{text(x)} {text(y)}" for x, y in zip(xs, ys, strict=True)
    )


def _marks(
    xs: Sequence[float], ys: Sequence[float], new: Sequence[int], aside: float
) -> list[Place]:
    return [Place(text(x + aside), text(y)) for x, y, n in zip(xs, ys, new, strict=True) if n]


def _names(last: Month, people: float, lessons: float, axis: float, x: float) -> list[Word]:
    """Beside the end of each line; they never touch."""
    ends = sorted([(people, 0, _people(last.all_people)), (lessons, 1, _lessons(last.all_lessons))])
    places = canvas.apart([y for y, _order, _name in ends], LEADING, axis)
    return [
        Word(text(x), text(place + 5), name)
        for place, (_y, _order, name) in zip(places, ends, strict=True)
    ]


def _people(n: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def _lessons(n: int) -> str:
    return ngettext("%(n)s lesson", "%(n)s lessons", n) % {"n": n}


def _sentence(months: Sequence[Month]) -> str:
    last = months[-1]
    sentences = []
    if last.all_people:
        sentences.append(
            ngettext(
                "You met %(n)s person for the first time.",
                "You met %(n)s people for the first time.",
                last.all_people,
            )
            % {"n": last.all_people}
        )
    if last.all_lessons:
        sentences.append(
            ngettext(
                "You learned %(n)s thing that you did not know.",
                "You learned %(n)s things that you did not know.",
                last.all_lessons,
            )
            % {"n": last.all_lessons}
        )
    return " ".join(sentences)


def _table(months: Sequence[Month]) -> Table:
    """The newest first."""
    return Table(
        _("People and lessons, month by month"),
        (_("Month"), _("New people"), _("New lessons"), _("People in all"), _("Lessons in all")),
        [
            (
                date_format(month.month, "YEAR_MONTH_FORMAT"),
                month.people, month.lessons, month.all_people, month.all_lessons,
            )
            for month in reversed(months)
        ],
    )  # fmt: skip


PICTURE = Picture(
    slug="kept",
    title=gettext_lazy("What stays with you"),
    definition=gettext_lazy(
        "Circles: people you met in the interviews you debriefed, each counted once, when you first"
        " met. Diamonds: things you learned there."
    ),
    empty=gettext_lazy("The people you meet and the things you learn add up here."),
    draw=draw,
)
