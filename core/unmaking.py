"""Taking away what was made, however many rows that are.

What was edited since stays, and so does what something hangs on that was not made with it: a touch
with a person that an import brought, an interview for an application. Costs two statements for
each model, and one for each link that may point at its rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps

from core import bulk
from core.models import Change
from core.ownership import OwnedRow

Going = dict[Any, set[int]]  # by model: the ids that go
MANY = 1_000  # rows: for more, the database prepares itself


def unmake(going: Going, owner_id: int) -> bool:
    """Delete the rows that were made for a change; False where some of them stay."""
    whole = True
    if sum(map(len, going.values())) > MANY:
        bulk.brace(going)
    while held := _held(going, owner_id):
        whole = False
        for model, pks in held.items():
            going[model] -= pks
    for model, pks in going.items():
        # Nothing points at them but what goes too, so there is nothing to look for or to cascade.
        rows = model._base_manager.filter(owner_id=owner_id, pk__in=pks)
        rows._raw_delete(rows.db)
    return whole


def untouched(change: Change) -> tuple[Going, bool]:
    """Those made for it that nobody edited since, locked; and whether that is all there are.

    A row that was made and then completed by the same entry was saved once more for each.
    """
    later = Counter((row["model"], row["pk"]) for row in change.before.get("changed", []))
    going: Going = defaultdict(set)
    whole = True
    for made in change.before.get("made", []):
        model: Any = apps.get_model(made["model"])
        pks = made["pks"] if "pks" in made else [made["pk"]]  # as it was once written
        rows = model._base_manager.filter(owner_id=change.owner_id, pk__in=pks)
        for pk, version in rows.select_for_update().order_by("pk").values_list("pk", "version"):
            if version == made["version"] + later[model._meta.label_lower, pk]:
                going[model].add(pk)
            else:
                whole = False
    return going, whole


def _held(going: Going, owner_id: int) -> Going:
    """Those that a row points at which stays."""
    held: Going = defaultdict(set)
    for model, pks in going.items():
        for link in _links_to(model):
            rows = link.model._base_manager.filter(**{f"{link.name}__in": pks})
            if issubclass(link.model, OwnedRow):
                rows = rows.filter(owner_id=owner_id)
            leaving = going.get(link.model, set())
            found = rows.values_list("pk", link.attname).iterator()
            held[model] |= {target for pk, target in found if pk not in leaving}
    return {model: pks for model, pks in held.items() if pks}


def _links_to(model: Any) -> Iterator[Any]:
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            yield relation.field
