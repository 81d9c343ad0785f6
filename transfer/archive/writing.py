"""Write all that a person has into one zip."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import reduce
from itertools import groupby
from operator import itemgetter
from typing import IO, Any

from django.db.models import F, IntegerField, Value
from django.db.models.functions import JSONObject

from core.journal import plain
from transfer.archive.contents import (
    MANIFEST,
    NAME,
    SETTINGS,
    Row,
    columns,
    preferences,
    product,
    tables,
    version,
)

AT_ONCE = 1_000  # rows in memory


def write(owner: Any, file: IO[bytes], now: datetime) -> None:
    """Write the archive of ``owner``, in whose transaction this is, into ``file``.

    Two statements, and the memory of a thousand rows, whatever the size. The same account at the
    same moment gives the same bytes.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        own = {field.name: plain(field.value_from_object(owner)) for field in preferences()}
        files = {SETTINGS: _put(zipped, SETTINGS, [own], now)}
        for label, rows in groupby(_all_rows(owner), itemgetter(0)):
            name = f"{label}.jsonl"
            files[name] = _put(zipped, name, (row for _label, row in rows), now)
        manifest = {
            "format": NAME,
            "version": version(),
            "product": product(),
            "made_at": now.astimezone(UTC).isoformat(),
            "files": files,
        }
        _put(zipped, MANIFEST, [manifest], now)


def _all_rows(owner: Any) -> Iterator[tuple[str, Row]]:
    """Each row with the name of its table: tables in order, rows in the order they were made.

    It is one statement for all tables, so it shows them at one moment, whatever is written
    meanwhile; no other isolation of the transaction is needed.
    """
    models = tables()
    queries = [_query(place, model, owner) for place, model in enumerate(models.values())]
    union = reduce(lambda all_, one: all_.union(one, all=True), queries)
    labels = list(models)
    found = union.order_by("archive_table", "pk").iterator(chunk_size=AT_ONCE)
    for place, _pk, row in found:
        fields = columns(models[labels[place]])
        yield labels[place], {field.name: row[field.name] for field in fields}


def _query(place: int, model: Any, owner: Any) -> Any:
    """PostgreSQL itself writes days and times as ISO 8601 has them, to the microsecond."""
    row = JSONObject(**{field.name: _told(field) for field in columns(model)})
    mine = model._base_manager.filter(owner=owner)
    number = Value(place, output_field=IntegerField())
    mine = mine.annotate(archive_table=number, archive_row=row)
    return mine.values_list("archive_table", "pk", "archive_row")


def _told(field: Any) -> F:
    return F(f"{field.name}__uuid" if field.is_relation else field.name)


def _put(zipped: zipfile.ZipFile, name: str, rows: Iterable[Row], now: datetime) -> Row:
    """Write a file of one JSON object a line; what the manifest says of it."""
    info = zipfile.ZipInfo(name, now.astimezone(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    digest, count = hashlib.sha256(), 0
    with zipped.open(info, "w") as part:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            part.write(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}
