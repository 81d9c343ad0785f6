"""My verdict beside their answer, as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dashboard.metrics import COLUMNS, ROWS, Figures
from dashboard.sentences import of_the_grid
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
