"""What all pictures share: a narrow canvas, its units as text, and months along it.

Lengths are units of the viewBox, as text: a template would write 12,5 in a language that does. The
canvas is narrow so that its words can still be read on a phone, where the sheet makes them larger;
room is left for those.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

WIDTH = 480
LETTER = 9.4  # the width of a letter where words are largest: on a phone
LEADING = 22  # from one line of such words to the next
MONTHS = 24  # the newest; the table has the others
LABELS = 4  # months with a name: more would touch on a phone


@dataclass(frozen=True)
class Table:
    """The numbers of a picture. The first cell of a row is its heading."""

    caption: str
    head: Sequence[Any]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Tone:
    """An entry of a picture's key: the pen, and what it stands for."""

    pen: str
    name: Any


@dataclass(frozen=True)
class Word:
    """A text at a place."""

    x: str
    y: str
    text: Any


def text(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def fits(words: str, width: float) -> bool:
    return len(words) * LETTER <= width


def shortened(words: str, width: float) -> str:
    if fits(words, width):
        return words
    return words[: int(width / LETTER) - 1].rstrip() + "…"


def apart(wanted: Sequence[float], least: float, end: float) -> list[float]:
    """The wanted places in order, moved until they are ``least`` apart, and before ``end``."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + least) if places else place)
    limit = end
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - least
    return places


def newest_months(counted: Iterable[date], this_month: date) -> list[date]:
    """The newest months up to this one in which there is something, and those between."""
    found = sorted(month for month in counted if month <= this_month)
    if not found:
        return []
    first, last = (month.year * 12 + month.month - 1 for month in (found[0], found[-1]))
    newest = range(max(first, last - MONTHS + 1), last + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in newest]


def named(months: Sequence[date]) -> list[str]:
    """A name for so many months as there is room for, the last one among them; each year once."""
    step = -(-len(months) // LABELS)
    labels, year = [], 0
    for place, month in enumerate(months):
        if (len(months) - 1 - place) % step:
            labels.append("")
            continue
        labels.append(date_format(month, "M" if month.year == year else "SHORT_MONTH_FORMAT"))
        year = month.year
    return labels
