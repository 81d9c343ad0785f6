"""From a file to its preview: what each row is, and what it would do. Nothing else is written.

Rows are kept a chunk at a time, each in a transaction of its own where a job reads them, so that
its page can say how far it is, and a word of its person stops it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from accounts.zones import known_zone
from core import bulk
from core.files import FileProblem, Options, Parsed, dumped, loaded
from core.intake import Fate, Intake, Match, Sure
from core.ownership import acting_as
from transfer import answers, formats, recognise, restoring
from transfer.models import NAME_LENGTH, TITLE_LENGTH, ColumnChoice, Import, ImportRow, State

CHUNK = 1_000  # rows in one transaction
READ_AT_ONCE = 256 * 1024  # bytes: what is larger is read by a job

T = TypeVar("T")


def take(owner: Any, found: recognise.Found, bundle: str = "") -> Import:
    """Keep a file that was recognised. It asks first where days or columns are not plain."""
    file = Import(
        owner=owner,
        name=found.name[:NAME_LENGTH],
        bundle=bundle[:NAME_LENGTH],
        format=found.format,
        kind=found.kind,
        columns=list(found.columns),
        is_ambiguous=found.is_ambiguous,
    )
    file.content = found.data
    headers = open_columns(file)
    said = ColumnChoice.objects.for_user(owner).filter(kind=file.kind, header__in=headers)
    file.mapping = dict(said.values_list("header", "field")) if headers else {}
    if file.is_ambiguous or set(headers) - set(file.mapping):
        file.state = State.ASKING
    file.save()
    return file


def open_columns(file: Import) -> list[str]:
    """The headers that its format does not know, where one may say what they are."""
    one = formats.format_of(file.format)
    if not file.columns or not one.fields():
        return []
    known = one.meanings(file.columns)
    return [
        header
        for header in dict.fromkeys(file.columns)
        if header and len(header) <= NAME_LENGTH and header not in known
    ]


def remember(file: Import, mapping: dict[str, str]) -> None:
    """Where columns go, for the next file of this kind too."""
    ColumnChoice.objects.bulk_create(
        [
            ColumnChoice(owner_id=file.owner_id, kind=file.kind, header=header, field=field)
            for header, field in mapping.items()
        ],
        update_conflicts=True,
        unique_fields=["owner", "kind", "header"],
        update_fields=["field", "updated_at"],
    )
    file.mapping = mapping


def read(owner: Any, pk: int, now: datetime) -> None:
    """Read the file into rows, from its beginning. Stops where its person said so meanwhile."""
    with acting_as(owner):
        file = Import.objects.for_user(owner).filter(pk=pk, state=State.READING).first()
        if file is None:
            return
        file.rows.all().delete()
        file.done, file.total, file.counts = 0, 0, {}
    try:
        is_wanted = _read_archive(owner, file) if file.is_archive else _read_rows(owner, file, now)
    except FileProblem as problem:
        with acting_as(owner):
            _fail(file, str(problem))
    else:
        if is_wanted:
            with acting_as(owner):
                file.total, file.done, file.state = file.total or file.done, 0, State.READY
                _save(file, "total", "done", "state")


def _read_archive(owner: Any, file: Import) -> bool:
    with acting_as(owner):
        ImportRow.objects.bulk_create(restoring.preview(owner, file))
        return bool(_save(file, "counts", "total"))


def _read_rows(owner: Any, file: Import, now: datetime) -> bool:
    with acting_as(owner):
        intake = formats.KINDS[file.kind].intake(owner, now)
        said = answers.said_before(file)
    zone = ZoneInfo(known_zone(owner.time_zone))
    options = Options(zone, file.day_first, _fields(file))
    for chunk in chunks(recognise.records(file.content, file.format, options), CHUNK):
        numbered = enumerate(chunk, file.done + 1)
        rows = [_row(file, intake, parsed, n, said) for n, parsed in numbered]
        with acting_as(owner):
            if not _keep(file, rows):
                return False
    if not file.done:
        raise FileProblem(recognise.nothing_in_it())
    return True


def _fields(file: Import) -> dict[str, str]:
    return {header: field for header, field in file.mapping.items() if field}


def _row(
    file: Import, intake: Intake, parsed: Parsed, number: int, said: Mapping[str, str]
) -> ImportRow:
    row = ImportRow(owner_id=file.owner_id, file=file, number=number, line=parsed.line)
    if parsed.record is None:
        row.fate, row.why = Fate.SKIP, parsed.problem
        return row
    _say(row, intake, parsed.record)
    chosen = said.get(answers.digest(row.record or {}), "") if said else ""
    set_match(row, intake.match(parsed.line, parsed.record, chosen))
    if chosen and row.is_doubtful:
        row.chosen = chosen
        if chosen == Fate.SKIP:
            row.fate = Fate.SKIP
    return row


def _say(row: ImportRow, intake: Intake, record: Any) -> None:
    row.record = dumped(record)
    row.title = intake.title(record)[:TITLE_LENGTH]
    row.details = [[str(label), str(value)] for label, value in intake.details(record)]


def set_match(row: ImportRow, match: Match) -> None:
    row.fate, row.sure, row.why = match.fate, match.sure, match.why
    row.match = match.pk
    row.fills = {str(name): str(value) for name, value in match.fills.items()}


def words_of(row: ImportRow) -> list[str]:
    """What a row counts as."""
    if row.chosen:
        return [row.fate, "decided"]
    return [row.fate, "maybe"] if row.sure == Sure.MAYBE else [row.fate]


def count(rows: Iterable[ImportRow]) -> Counter[str]:
    return Counter(word for row in rows for word in words_of(row))


def _keep(file: Import, rows: list[ImportRow]) -> bool:
    """Write these rows down; False where the reading is no longer wanted."""
    file.done += len(rows)
    file.counted(count(rows))
    if not _save(file, "done", "counts"):
        return False
    bulk.insert(rows)
    return True


def _fail(file: Import, words: str) -> None:
    file.rows.all().delete()
    file.state, file.problem, file.packed, file.counts = State.FAILED, words, b"", {}
    _save(file, "state", "problem", "packed", "counts")


def _save(file: Import, *names: str) -> int:
    """Save these fields, if it is still to be read; how many rows that were."""
    mine = Import.objects.for_user(file.owner_id).filter(pk=file.pk, state=State.READING)
    return mine.update(**{name: getattr(file, name) for name in names})


def words_form(file: Import) -> Any:
    """The form that asks what files of this kind do not say; None where they say it all."""
    return getattr(getattr(formats.KINDS.get(file.kind), "intake", None), "words_form", None)


def choose(row: ImportRow, file: Import, chosen: str, now: datetime) -> None:
    """What the person says of a doubtful row. ``file`` is locked: its counts follow.

    Where a file does not say all, one that is not the same may not be known enough to come in.
    """
    before = count([row])
    row.chosen = row.fate = chosen
    if chosen == Fate.SAME and row.fills:
        row.fate = Fate.FILL
    answers.keep(row, file)
    if chosen != Fate.SKIP and words_form(file):
        _match_anew(row, file, {}, now)
    _recount(row, file, before)


def reword(row: ImportRow, file: Import, words: dict[str, Any], now: datetime) -> None:
    """Add to the record what the file does not say and its person does."""
    before = count([row])
    if row.chosen == Fate.SKIP:  # whoever says more about it wants it after all
        row.chosen = ""
    _match_anew(row, file, words, now)
    _recount(row, file, before)


def _match_anew(row: ImportRow, file: Import, words: dict[str, Any], now: datetime) -> None:
    kind = formats.KINDS[file.kind]
    intake = kind.intake(row.owner, now)
    record = replace(loaded(kind.record, row.record or {}), **words)
    _say(row, intake, record)
    match = intake.match(row.line, record, row.chosen)
    if row.chosen == Fate.ADD:  # what it might have been stays: its person may think again
        row.fate, row.why = match.fate, match.why
    else:
        set_match(row, match)


def _recount(row: ImportRow, file: Import, before: Counter[str]) -> None:
    row.save()
    changed = count([row])
    changed.subtract(before)
    file.counted(changed)
    file.save(update_fields=["counts"])


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(rows)
    while chunk := list(islice(left, size)):
        yield chunk
