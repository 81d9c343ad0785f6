"""A comma-separated file as a table: its separator, its header, its rows by the header's names."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from django.utils.translation import gettext as _

from core.files.problems import FileProblem

SEPARATORS = (",", ";", "\t")
LOOKED_AT = 20  # rows in which the header must stand
MOST_COLUMNS = 500
MOST_ROWS = 200_000
LONGEST_CELL = 131_072  # characters, as csv has it; a quotation mark too many runs into it

Knows = Callable[[Sequence[str]], int]  # of a row, how many of its cells are headers one knows

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # what Excel puts before a list


@dataclass(frozen=True)
class Row:
    """One row: ``line`` is where it begins in the file, counted from 1."""

    line: int
    cells: dict[str, str]  # by the header's name; a row that is short has fewer
    spare: tuple[str, ...] = ()  # what stands in columns without a header

    def __getitem__(self, name: str) -> str:
        """The cell, stripped; empty where there is none."""
        return self.cells.get(name, "").strip()


@dataclass(frozen=True)
class Table:
    text: str
    separator: str
    header_line: int
    columns: tuple[str, ...]  # as they are written, tidied; the second Phone is Phone (2)

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
            yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> Row:
        named = list(zip_longest(self.columns, cells, fillvalue=""))
        spare = tuple(cell.strip() for name, cell in named if not name and cell.strip())
        return Row(line, {name: cell for name, cell in named if name and cell}, spare)


def find_table(text: str, knows: Knows) -> Table | None:
    """The table whose header is known best within the first 20 rows; None where none is known.

    A separator that is not the file's own may find no table at all in it: that is a problem only
    where no other one finds any.
    """
    best: tuple[int, Table] | None = None
    problems: list[FileProblem] = []
    said = _SAID.match(text)
    for separator in said[1] if said else SEPARATORS:
        try:
            for line, cells in islice(_lines(text, separator), LOOKED_AT):
                columns = _told_apart(cells)
                known = knows(columns)
                if known and (best is None or known > best[0]):
                    best = known, Table(text, separator, line, columns)
        except FileProblem as problem:
            problems.append(problem)
    if best is None and problems:
        raise problems[0]
    return best[1] if best else None


def _told_apart(cells: Sequence[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    columns = []
    for name in (" ".join(cell.split()) for cell in cells):
        seen[name] += 1
        columns.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return tuple(columns)


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    lines = (found.group() for found in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _problem(str(problem), text, separator, begins) from problem
        if len(cells) > MOST_COLUMNS:
            words = _("More than %(most)s columns: this is no list that can be read.")
            raise FileProblem(words % {"most": MOST_COLUMNS}, line=begins)
        yield begins, cells
        begins = reader.line_num + 1


def _problem(words: str, text: str, separator: str, begins: int) -> FileProblem:
    line, column = _last_opened(text, separator, begins)
    if "unexpected end" in words:
        words = _("A quotation mark opens here and is never closed.")
    elif "field larger" in words:
        words = _("A cell is longer than any list has. Is there a quotation mark too many?")
    else:
        words = _("The quotation marks do not match. Mend this line, and try again.")
    return FileProblem(words, line, column)


def _last_opened(text: str, separator: str, begins: int) -> tuple[int, int]:
    """Line and column of the cell at which the row that begins on this line cannot go on."""
    start = _start_of(text, begins)
    ends = re.escape(separator)
    cell = re.compile(rf'(?:"[^"]*"(?:"[^"]*")*|(?!")[^{ends}\r\n]*){ends}')
    at = start
    while found := cell.match(text, at):
        at = found.end()
    before = text[start:at]
    breaks = list(re.finditer(r"\r\n|\r|\n", before))
    return begins + len(breaks), len(before) - (breaks[-1].end() if breaks else 0) + 1


def _start_of(text: str, line: int) -> int:
    lines = _LINE.finditer(text)
    return sum(len(found.group()) for found in islice(lines, line - 1))
