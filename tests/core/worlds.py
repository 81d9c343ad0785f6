"""What the tests of undo and merging have in common: every column of every record."""

from typing import Any

from core.ownership import Owned, owned_models

# What is still on its way in is no record: it is forgotten, and never put back.
RECORDS: list[Any] = [
    model
    for model in owned_models()
    if issubclass(model, Owned) and model._meta.app_label != "transfer"
]
World = dict[str, list[dict[str, Any]]]
COUNTERS = ("version", "updated_at")


def everything() -> World:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in RECORDS
    }


def said(world: World) -> World:
    """The same without what counts saves. An undo is a save: a page that was open notices it."""
    return {
        name: [{key: row[key] for key in row if key not in COUNTERS} for row in rows]
        for name, rows in world.items()
    }
