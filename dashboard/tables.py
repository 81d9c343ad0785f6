"""Figures as the rows of tables."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dashboard.metrics import ANSWERS, COLUMNS, ROWS, Figures
from dashboard.sentences import of_the_grid, what_they_said
from interviews.models import Verdict

ROW_NAMES = {
    Verdict.BOTH: _("Both"),
    Verdict.MET: _("Met someone only"),
    Verdict.LEARNED: _("Learned something only"),
    Verdict.NEITHER: _("Neither"),
}


@dataclass(frozen=True)
class Cell:
    outcome: str
    count: int
    told: bool  # the sentence speaks of it


@dataclass(frozen=True)
class GridRow:
    verdict: str
    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """My verdict down the side, their answer across the top."""

    columns: list[str]
    rows: list[GridRow]
    sentence: str


@dataclass(frozen=True)
class MonthRow:
    month: str
    debriefed: int
    met: int
    learned: int
    said: str


@dataclass(frozen=True)
class AnswerRow:
    name: str
    count: int
    width: int  # of its bar, in hundredths of the longest


def grid_of(figures: Figures) -> Grid:
    reading = of_the_grid(figures)
    rows = [
        GridRow(
            verdict=row.value,
            name=str(ROW_NAMES[row]),
            cells=[
                Cell(column.value, figures.cells[row, column], (row, column) in reading.cells)
                for column in COLUMNS
            ],
        )
        for row in ROWS
    ]
    return Grid([column.word for column in COLUMNS], rows, reading.sentence)


def months_of(figures: Figures) -> list[MonthRow]:
    """Every month in which there is something to count, the newest first."""
    return [
        MonthRow(
            month=date_format(month, "YEAR_MONTH_FORMAT"),
            debriefed=counted.debriefed,
            met=counted.met.n,
            learned=counted.learned.n,
            said=what_they_said(counted),
        )
        for month, counted in reversed(figures.by_month.items())
    ]


def answers_of(figures: Figures) -> list[AnswerRow]:
    most = max(figures.answers.values()) or 1
    return [
        AnswerRow(answer.word, figures.answers[answer], 100 * figures.answers[answer] // most)
        for answer in ANSWERS
    ]
