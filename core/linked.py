"""Rows that hang on mine in a room above, reached through a reverse accessor alone.

A lower room imports nothing of an upper one. Where a page of it shows what is known there, its
views ask here.
"""

from typing import Any

from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce


def model_behind(model: type[Model], accessor: str) -> Any:
    """The model whose rows ``accessor`` leads to, for its queryset words."""
    return getattr(model, accessor).rel.related_model


def linked(model: type[Model], accessor: str) -> Any:
    """The rows that hang on the ``model`` row of the outer query, and have its owner."""
    link = getattr(model, accessor).rel
    mine = {link.field.name: OuterRef("pk"), "owner": OuterRef("owner")}
    return link.related_model._default_manager.filter(**mine)


def count_of(rows: Any, by: str) -> Coalesce:
    """How many ``rows`` of an outer query's row there are; ``by`` is their link to it.

    Counted for the rows on a page only. Two counts by joins would multiply: 2,000 people and 2,000
    applications of one company are four million rows.
    """
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)
