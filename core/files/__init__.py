"""Reading files that people bring: bytes in, text, tables and records out.

Pure: no request, no query, nothing written. Whatever the bytes are, the only errors are
``FileProblem``, which says what is wrong, where, and what to do, and ``RowProblem``, which says it
of one row and leaves the others. Time and memory grow with the file, and no faster. The formats
themselves stand in the rooms that own what is in them.
"""

from core.files.formats import Options, TableFormat, WholeFormat
from core.files.problems import FileProblem, RowProblem
from core.files.records import Parsed, dumped, loaded
from core.files.table import Row, Table, find_table
from core.files.text import decoded

__all__ = [
    "FileProblem",
    "Options",
    "Parsed",
    "Row",
    "RowProblem",
    "Table",
    "TableFormat",
    "WholeFormat",
    "decoded",
    "dumped",
    "find_table",
    "loaded",
]
