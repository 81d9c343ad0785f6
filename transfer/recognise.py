"""Which format a file has, told by what is in it. Pure: no request, no query, nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _

from core.files import FileProblem, Options, Parsed, Table, decoded, find_table
from transfer import archive, formats, unpacking


class Unknown(FileProblem):
    """It could be read, and it is nothing that can be brought in."""


@dataclass(frozen=True)
class Found:
    """A file that is known: its format, and, of a table, its headers."""

    name: str
    data: bytes
    format: str
    kind: str
    columns: tuple[str, ...] = ()
    is_ambiguous: bool = False


@dataclass
class Opened:
    """What a file, or a zip of files, holds, and what in it is left out and why."""

    found: list[Found] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)  # name, reason
    bundle: str = ""


def opened(name: str, data: bytes) -> Opened:
    """What can be brought in from this file. ``FileProblem`` where that is nothing."""
    if not unpacking.is_zip(data):
        return Opened([recognised(name, data)])
    if archive.is_archive(BytesIO(data)):
        return Opened([Found(name, data, formats.ARCHIVE.key, formats.ARCHIVE.kind)])
    result = Opened(bundle=name)
    for part in unpacking.parts(data):
        try:
            if part.problem:
                raise FileProblem(part.problem)
            result.found.append(recognised(part.name, part.data))
        except Unknown:  # of several files in one sentence, none lists all that is known
            result.left_out.append((part.name, _("it was not recognised")))
        except FileProblem as problem:
            result.left_out.append((part.name, str(problem)))
    if not result.found:
        reasons = [f"{name}: {why}" for name, why in result.left_out[:3]]
        raise FileProblem(" ".join([_("Nothing in this zip can be brought in."), *reasons]))
    # People first: what comes after them meets them.
    result.found.sort(key=lambda one: list(formats.KINDS).index(one.kind))
    return result


def recognised(name: str, data: bytes) -> Found:
    if not data.strip():
        raise FileProblem(nothing_in_it())
    for whole in formats.WHOLES:
        if whole.knows(data):
            return Found(name, data, whole.key, whole.kind)
    table = _table(data)
    one = formats.table_format(table.columns)
    return Found(name, data, one.key, one.kind, table.columns, one.is_ambiguous(table))


def nothing_in_it() -> str:
    return _("There is nothing in it that could be brought in.")


def records(data: bytes, format_key: str, options: Options) -> Iterator[Parsed]:
    """Every row of a file that was recognised."""
    one = formats.format_of(format_key)
    if hasattr(one, "meanings"):
        return one.records(_table(data), options)
    return one.records(data, options)


def _table(data: bytes) -> Table:
    table = find_table(decoded(data), formats.known_columns)
    if table is None:
        raise Unknown(
            _(
                "This was not recognised. Looked for in the first 20 lines: the columns of"
                " LinkedIn, Google, Outlook, Huntr, Simplify, Teal or JobSync, or of a list with a"
                " name, or a company and a role. vCards and calendar files are known too. Give the"
                " columns such names, and try again."
            )
        )
    return table
