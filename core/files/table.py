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
LONGEST_LINE = 1_000_000  # characters; split into cells, a line takes ten times as much

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
            # Anew, without where it was raised: the row that was being read would stay with it.
            problems.append(FileProblem(problem.words, problem.line, problem.column))
    if best is None and problems:
        raise problems[0]
    return best[1] if best else None


def _told_apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Each header, tidied, under a name that no other one has; without one, none."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    names: list[str] = []
    for name in (" ".join(cell.split()) for cell in cells):
        free = name
        while name and free in taken:
            seen[name] += 1
            free = f"{name} ({seen[name] + 1})"
        taken.add(free)
        names.append(free)
    return tuple(names)


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    reader = csv.reader(_physical_lines(text, separator), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _problem(str(problem), text, separator, begins) from problem
        if len(cells) > MOST_COLUMNS:
            raise FileProblem(_too_many_columns(), line=begins)
        yield begins, cells
        begins = reader.line_num + 1


def _physical_lines(text: str, separator: str) -> Iterator[str]:
    for number, found in enumerate(_LINE.finditer(text), 1):
        if found.end() - found.start() > LONGEST_LINE:
            cells = text.count(separator, found.start(), found.end())
            words = _too_many_columns() if cells >= MOST_COLUMNS else _too_long_a_cell()
            raise FileProblem(words, line=number)
        yield found.group()


def _too_many_columns() -> str:
    words = _("More than %(most)s columns: this is no list that can be read.")
    return words % {"most": MOST_COLUMNS}


def _too_long_a_cell() -> str:
    return _("A cell is longer than any list has. Is there a quotation mark too many?")


def _problem(words: str, text: str, separator: str, begins: int) -> FileProblem:
    line, column = _last_opened(text, separator, begins)
    if "unexpected end" in words:
        words = _("A quotation mark opens here and is never closed.")
    elif "field larger" in words:  # than csv takes, 131,072 characters
        words = _too_long_a_cell()
    else:
        words = _("The quotation marks do not match. Mend this line, and try again.")
    return FileProblem(words, line, column)


def _last_opened(text: str, separator: str, begins: int) -> tuple[int, int]:
    """Line and column of the cell at which the row that begins on this line cannot go on."""
    start = _start_of(text, begins)
    ends = re.escape(separator)
    # Nothing is ever tried in two ways, nor kept to try it in another: the row may be the file.
    whole = re.compile(rf'(?:(?:(?:"[^"]*+")++|(?!")[^{ends}\r\n]*+){ends})*+')
    found = whole.match(text, start)
    at = found.end() if found else start
    marks = ("\n", "\r", "\r\n")
    feeds, returns, both = (text.count(mark, start, at) for mark in marks)
    last = max(start - 1, text.rfind("\n", start, at), text.rfind("\r", start, at))
    return begins + feeds + returns - both, at - last


def _start_of(text: str, line: int) -> int:
    lines = islice(_LINE.finditer(text), line - 1)
    return max((found.end() for found in lines), default=0)
