"""A comma-separated file as a table: its separator, its header, its rows by the header's names."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from core.files.problems import FileProblem

SEPARATORS = (",", ";", "\t")
LOOKED_AT = 20  # rows in which the header must stand
MOST_COLUMNS = 500
MOST_ROWS = 200_000
LONGEST_CELL = 131_072  # characters

Knows = Callable[[Sequence[str]], int]  # of a row, how many of its cells are headers one knows


@dataclass(frozen=True)
class Row:
    """One row: ``line`` is where it begins in the file, counted from 1."""

    line: int
    cells: dict[str, str]  # by the header's name as it is written; a row that is short has fewer

    def __getitem__(self, name: str) -> str:
        """The cell, stripped; empty where there is none."""
        return self.cells.get(name, "").strip()


@dataclass(frozen=True)
class Table:
    text: str
    separator: str
    header_line: int
    columns: tuple[str, ...]  # as they are written, stripped; an empty one is left out of the rows

    def rows(self) -> Iterator[Row]:
        """The rows under the header, one after the other; those with nothing in them are left out.

        May raise ``FileProblem`` at any of them.
        """
        taken = 0
        for line, cells in _lines(self.text, self.separator):
            if line <= self.header_line or not any(cell.strip() for cell in cells):
                continue
            taken += 1
            if taken > MOST_ROWS:
                words = _("More than %(most)s rows. Split the file, and bring the parts in turn.")
                raise FileProblem(words % {"most": MOST_ROWS}, line=line)
            named = zip(self.columns, cells, strict=False)
            yield Row(line, {name: cell for name, cell in named if name and cell})


def find_table(text: str, knows: Knows) -> Table | None:
    """The table whose header is known best within the first 20 rows; None where none is known."""
    best: tuple[int, Table] | None = None
    for separator in SEPARATORS:
        for line, cells in islice(_lines(text, separator), LOOKED_AT):
            columns = tuple(cell.strip() for cell in cells)
            known = knows(columns)
            if known and (best is None or known > best[0]):
                best = known, Table(text, separator, line, columns)
    return best[1] if best else None


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise FileProblem(_why(problem), line=begins) from problem
        if len(cells) > MOST_COLUMNS:
            words = _("More than %(most)s columns: this is no list that can be read.")
            raise FileProblem(words % {"most": MOST_COLUMNS}, line=begins)
        yield begins, cells
        begins = reader.line_num + 1


def _why(problem: csv.Error) -> str:
    if "field larger" in str(problem):
        return _("A cell is longer than any list has. Is there a quotation mark too many?")
    if "unexpected end" in str(problem):
        return _("A quotation mark opens here and is never closed.")
    return _("The quotation marks do not match. Open the file, mend this line, and try again.")
