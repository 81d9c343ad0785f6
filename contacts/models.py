"""People and the companies they work at."""

import re
from collections.abc import Callable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ownership import Owned, OwnedQuerySet, SameOwner
from core.text import fold

check_web_address = URLValidator(schemes=["http", "https"])


def check_links(value: str) -> None:
    """One web address a line."""
    for line in value.split():
        check_web_address(line)


class CompanyQuerySet(OwnedQuerySet):
    def named(self, name: str) -> Self:
        """The company of that name, case aside."""
        return self.annotate(lower_name=Lower("name")).filter(lower_name=name.strip().lower())

    def find_or_make(self, owner: Any, name: str) -> "Company":
        """The owner's company of that name, made on the spot where there is none."""
        found = self.for_user(owner).named(name).first()
        return found or self.create(owner=owner, name=name.strip())


class Company(Owned):
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=250, editable=False)
    website = models.URLField(
        _("website"), max_length=500, blank=True, validators=[check_web_address]
    )
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = fold(self.name)[:250]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("contacts:company", args=[self.pk])


class ContactQuerySet(OwnedQuerySet):
    def kept(self) -> Self:
        """People in touch: not archived."""
        return self.filter(archived_at=None)

    def in_order(self) -> Self:
        return self.order_by("sort_key", "id")


class Contact(Owned):
    """A person. ``company`` is where they are now."""

    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=250, editable=False)
    company = models.ForeignKey(
        Company,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("company"),
        db_index=False,
    )
    title = models.CharField(_("title or role"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    links = models.TextField(
        _("links"),
        max_length=2_000,
        blank=True,
        validators=[check_links],
        help_text=_("One web address a line."),
    )
    sounding_board = models.BooleanField(_("a technical sounding board"), default=False)
    may_help_them = models.BooleanField(_("may look for a job, and I may help"), default=False)
    may_call_me = models.BooleanField(_("may call me from their next company"), default=False)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="company", name="contacts_contact_company_owner"),
        ]
        indexes = [
            models.Index(fields=["owner", "sort_key", "id"], name="contacts_contact_sorted"),
            models.Index(fields=["owner", "company"], name="contacts_contact_company"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = fold(self.name)[:250]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("contacts:contact", args=[self.pk])

    @property
    def reasons(self) -> list[str]:
        """Why I would call them, in words."""
        fields = ("sounding_board", "may_help_them", "may_call_me")
        return [
            str(self._meta.get_field(name).verbose_name) for name in fields if getattr(self, name)
        ]

    @property
    def has_details(self) -> bool:
        """Is there a way to reach them?"""
        return bool(self.email or self.phone or self.links)

    def add_details(self, text: str) -> None:
        """Keep what was jotted down: an e-mail, a web address, a phone number, or a mix.

        Nothing is thrown away: a value whose place is taken, or that is none of the three,
        goes to the notes.
        """
        for word in text.replace(",", " ").replace(";", " ").split():
            address = word.strip("<>()").removeprefix("mailto:")
            if "@" in address and not self.email and _passes(validate_email, address):
                self.email = address
            elif _passes(check_web_address, word) and word not in self.links.split():
                self.links = f"{self.links}\n{word}".strip()
            else:
                continue
            text = text.replace(word, "", 1)
        rest = " ".join(text.split()).strip(" ,;")
        if rest and not self.phone and _LOOKS_LIKE_PHONE.fullmatch(rest):
            self.phone = rest
        elif rest:
            self.notes = f"{self.notes}\n{rest}".strip()


_LOOKS_LIKE_PHONE = re.compile(r"\+?[\d\s()./-]{5,40}")


def _passes(check: Callable[[str], object], value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True
