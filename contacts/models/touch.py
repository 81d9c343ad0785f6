"""What passed between me and a person, and where they worked before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models.company import Company
from contacts.models.contact import Contact
from core.ownership import Owned, OwnedQuerySet, SameOwner
from core.text import in_a_row


class TouchKind(models.TextChoices):
    CALLED = "called", _("called")
    WROTE = "wrote", _("wrote")
    MET = "met", _("met")
    COFFEE = "coffee", _("coffee")
    HELPED = "helped", _("helped them")
    HELPED_ME = "helped_me", _("they helped me")


class Touch(Owned):
    """One contact with a person, on a day of mine. It moves the date to speak next."""

    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        related_name="touches",
        verbose_name=_("person"),
        db_index=False,
    )
    kind = models.CharField(_("what"), max_length=20, choices=TouchKind)
    on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=1_000, blank=True)

    objects = OwnedQuerySet["Touch"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("touch")
        verbose_name_plural = _("touches")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="contact", name="contacts_touch_contact_owner"),
            models.CheckConstraint(
                condition=Q(kind__in=TouchKind.values), name="contacts_touch_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["owner", "contact", "-on"], name="contacts_touch_contact")]

    def __str__(self) -> str:
        return self.note or self.get_kind_display()


class Employment(Owned):
    """Where a person was before. Where they are now stands on the person."""

    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        related_name="employments",
        verbose_name=_("person"),
        db_index=False,
    )
    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        related_name="employments",
        verbose_name=_("company"),
        db_index=False,
    )
    title = models.CharField(_("title or role"), max_length=200, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = OwnedQuerySet["Employment"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("earlier place")
        verbose_name_plural = _("earlier places")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="contact", name="contacts_employment_contact_owner"),
            SameOwner(field="company", name="contacts_employment_company_owner"),
        ]
        indexes = [
            models.Index(fields=["owner", "contact"], name="contacts_employment_contact"),
            models.Index(fields=["owner", "company"], name="contacts_employment_company"),
        ]

    def __str__(self) -> str:
        return in_a_row([self.title, self.company])
