"""Any bytes, read as an import reads them: records, rows that say why not, or FileProblem."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from core.files import FileProblem, Options, Parsed, decoded, dumped, loaded
from core.files.table import find_table
from tests.interviews import files, invites
from tests.transfer.zips import listed_anew, put_together
from transfer import formats, recognise
from transfer.archive import Archive
from transfer.archive.contents import tables

PEOPLE = Path(__file__).parent.parent / "contacts" / "samples"
ARCHIVE = Path(__file__).parent.parent / "transfer" / "archives" / "v1"
ALONE = 255  # the first byte of what is a file; another one makes it rows of that sample's
VIENNA = ZoneInfo("Europe/Vienna")


def _samples() -> dict[str, bytes]:
    found = sorted([*PEOPLE.glob("*.csv"), *PEOPLE.glob("*.vcf")])
    people = {path.name: path.read_bytes() for path in found}
    tries = {key: text.encode() for key, text in files.ALL.items()}
    return {**people, **tries, "invite": invites.invite()}


SAMPLES = _samples()
# Each sample's format, and its header, found once: most of the time goes into looking for those.
KNOWN = [
    (one, find_table(decoded(data), one.knows) if hasattr(one, "meanings") else None)
    for data in SAMPLES.values()
    for one in [formats.format_of(recognise.recognised("file", data).format)]
]


def seeds() -> dict[str, bytes]:
    """Where to begin: each sample as a file, and a row under each one's header."""
    whole = {**SAMPLES, "archive": _small_archive()}
    alone = {name: bytes([ALONE]) + data for name, data in whole.items()}
    rows = {f"{name}-row": bytes([n]) + b'a,"b",c,2026-03-01' for n, name in enumerate(SAMPLES)}
    return {**alone, **rows}


def _small_archive() -> bytes:
    names = ("manifest.json", "settings.json", "learning.goal.jsonl", "learning.question.jsonl")
    parts = {name: (ARCHIVE / name).read_bytes() for name in names}
    return put_together(listed_anew(parts)).getvalue()


def read(data: bytes) -> None:
    """The days of one half of all inputs are read day first; of the other they are asked about."""
    if not data:
        return
    options = Options(VIENNA, day_first=True if len(data) % 2 else None)
    rows = (
        _behind(data[0], data[1:], options) if data[0] < len(KNOWN) else _alone(data[1:], options)
    )
    with suppress(FileProblem):
        for kind, parsed in rows:
            check(formats.KINDS[kind].record, parsed)


def _alone(data: bytes, options: Options) -> Iterator[tuple[str, Parsed]]:
    for found in recognise.opened("file", data).found:
        if found.kind == formats.ARCHIVE.kind:
            _archive(found.data)
            continue
        for parsed in recognise.records(found.data, found.format, options):
            yield found.kind, parsed


def _archive(data: bytes) -> None:
    archive = Archive(BytesIO(data))
    archive.preferences()
    for label in tables():
        for _line, _row in archive.rows(label):
            pass


def _behind(number: int, data: bytes, options: Options) -> Iterator[tuple[str, Parsed]]:
    one, table = KNOWN[number]
    if table is None:
        rows = one.records(list(SAMPLES.values())[number] + data, options)
    else:
        table = replace(table, text=f"{table.text}\n{decoded(data)}")
        one.is_ambiguous(table)
        rows = one.records(table, options)
    for parsed in rows:
        yield one.kind, parsed


def check(kind: type, parsed: Parsed) -> None:
    if parsed.record is None:
        assert parsed.problem, "a row without a record says why"
    else:
        kept = json.loads(json.dumps(dumped(parsed.record)))
        assert loaded(kind, kept) == parsed.record, "what waits comes back equal"
