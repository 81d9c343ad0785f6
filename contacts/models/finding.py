"""Whom to list: the words in which people are asked for."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from core.ownership import OwnedQuerySet
from core.text import fold


class ContactQuerySet(OwnedQuerySet[Any]):
    def kept(self) -> Self:
        """People in touch: not archived."""
        return self.filter(archived_at=None)

    def overdue(self, today: date) -> Self:
        """Those to speak with by today."""
        return self.kept().filter(next_on__lte=today)

    def unwritten(self) -> Self:
        """Those with whom nothing passed since we met."""
        return self.kept().filter(touches=None)

    def chosen(
        self, today: date, q: str = "", reason: str = "", company: str = "", which: str = ""
    ) -> Self:
        """What the list's filters ask for; archived people only where they are asked for."""
        rows = {
            "overdue": self.overdue(today),
            "unwritten": self.unwritten(),
            "archived": self.exclude(archived_at=None),
        }.get(which, self.kept())
        if reason:
            rows = rows.filter(**{reason: True})
        if company:
            rows = rows.filter(company=company)
        return rows.matching(q)

    def matching(self, q: str) -> Self:
        """Those with every word of ``q`` in name, title or company."""
        rows = self
        for word in fold(q).split():
            rows = rows.filter(Q(search_key__contains=word) | Q(company__sort_key__contains=word))
        return rows

    def who_may_introduce(self, contact: Any) -> Self:
        """Anybody but ``contact``; archived people only where they are noted already."""
        offered = self.filter(Q(archived_at=None) | Q(pk=contact.introduced_by_id))
        rows = offered.exclude(pk=contact.pk).select_related("company").in_order()
        return rows.only("name", "title", "company__name")

    def in_order(self) -> Self:
        return self.order_by("sort_key", "id")
