"""The companies that people work at."""

from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.details import is_web_address
from core.fields import WebAddressField
from core.linked import linked, model_behind
from core.ownership import Owned, OwnedQuerySet, make_or_find
from core.text import fold

SORT_KEY_LENGTH = 250
SUGGESTED = 500  # names offered by a text field: more would be slow to load on a phone


class CompanyQuerySet(OwnedQuerySet["Company"]):
    def named(self, name: str) -> Self:
        """The company of that name, case aside as the database sees it; accents tell two apart."""
        lowered = Lower(Value(name.strip()))
        return self.annotate(lower_name=Lower("name")).filter(lower_name=lowered)

    def find_or_make(self, owner: Any, name: str) -> "Company":
        """The owner's company of that name, made on the spot where there is none.

        Of two requests that make it at once, the second waits for the first and takes its row.
        """
        same = self.for_user(owner).named(name)
        return same.first() or make_or_find(same, owner=owner, name=name.strip())

    def chosen(self, q: str = "") -> Self:
        """Those with every word of ``q`` in the name."""
        rows = self
        for word in fold(q).split():
            rows = rows.filter(sort_key__contains=word)
        return rows

    def in_order(self) -> Self:
        return self.order_by("sort_key", "id")

    def suggested_names(self) -> list[str]:
        """What a text field offers while one types."""
        return list(self.in_order().values_list("name", flat=True)[:SUGGESTED])

    def with_somebody(self) -> Self:
        """Those at which I know somebody."""
        return self.filter(Exists(linked(self.model, "contacts")))

    def with_people(self, at_most: int) -> Self:
        """Add ``people`` and ``people_before``: whom I know there, now and earlier."""
        return self.annotate(**people_at("pk", at_most))


def people_at(company: str, at_most: int) -> dict[str, ArraySubquery]:
    """``people`` and ``people_before`` of the company that ``company`` names in the outer query.

    As plain facts: id, name, title, archived; those before have their latest title there, and
    ``now_at``.
    """
    people = model_behind(Company, "contacts").objects
    mine = people.filter(owner=OuterRef("owner")).in_order()
    now = mine.filter(company=OuterRef(company))
    places = model_behind(Company, "employments").objects
    here = places.filter(company=OuterRef(OuterRef(company)), contact=OuterRef("pk"))
    latest = here.order_by(F("until").desc(nulls_last=True), "-id")
    gone = mine.filter(Exists(here), ~Q(company=OuterRef(company)) | Q(company=None))
    facts = {"id": "id", "name": "name", "archived": Q(archived_at__isnull=False)}
    before = {"title": Subquery(latest.values("title")[:1]), "now_at": "company__name"}
    return {
        "people": ArraySubquery(now.values(facts=JSONObject(**facts, title="title"))[:at_most]),
        "people_before": ArraySubquery(gone.values(facts=JSONObject(**facts, **before))[:at_most]),
    }


class Company(Owned):
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False)
    website = WebAddressField(_("website"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)

    objects = CompanyQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                "owner",
                Lower("name"),
                name="contacts_company_name",
                violation_error_message=_("You have a company of this name already."),
            ),
        ]
        indexes = [models.Index(fields=["owner", "sort_key", "id"], name="contacts_company_sorted")]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> None:
        self.sort_key = fold(self.name)[:SORT_KEY_LENGTH]

    def get_absolute_url(self) -> str:
        return reverse("contacts:company", args=[self.pk])

    @property
    def website_href(self) -> str:
        """Its website where a page may link to it, whatever way it came into the table."""
        return self.website if is_web_address(self.website) else ""
