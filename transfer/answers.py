"""What its person said of a doubtful row stays said: the second run of a file adds nothing.

*It is another one* needs no memory: that one is there by then, and found.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from core.intake import Fate
from transfer.models import Import, ImportRow, RowChoice


def digest(record: Mapping[str, Any]) -> str:
    """What tells a record, as it is kept, from all others: 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def keep(row: ImportRow, file: Import) -> None:
    """Remember what was just said of the row, in place of what was said of that record before."""
    key = digest(row.record or {})
    said = RowChoice.objects.for_user(file.owner_id)
    if row.chosen == Fate.ADD:
        said.filter(kind=file.kind, digest=key).delete()
    else:
        said.update_or_create(
            owner_id=file.owner_id, kind=file.kind, digest=key, defaults={"chosen": row.chosen}
        )


def said_before(file: Import) -> dict[str, str]:
    """By the digest of a record, *the same* or *left out*. One statement."""
    said = RowChoice.objects.for_user(file.owner_id).filter(kind=file.kind)
    return dict(said.values_list("digest", "chosen"))
