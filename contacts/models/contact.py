"""People: how to reach them, why I would call them, and when next."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contacts.details import (
    EMAIL_LENGTH,
    LINKS_LENGTH,
    PHONE_LENGTH,
    check_links,
    is_web_address,
    mailto,
    sort_out,
    tel,
)
from contacts.models.company import SORT_KEY_LENGTH, Company
from contacts.models.finding import ContactQuerySet
from core.ownership import Owned, SameOwner
from core.text import fold, in_a_row

LONGEST_CADENCE = 730  # days
CADENCES = (
    (30, _("every month")),
    (60, _("every 2 months")),
    (90, _("every 3 months")),
    (180, _("every 6 months")),
    (365, _("every year")),
)


class Contact(Owned):
    """A person. ``company`` is where they are now."""

    REASONS = ("sounding_board", "may_help_them", "may_call_me")

    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False)
    search_key = models.TextField(editable=False)  # name and title, folded
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
    email = models.EmailField(_("e-mail"), max_length=EMAIL_LENGTH, blank=True)
    phone = models.CharField(_("phone"), max_length=PHONE_LENGTH, blank=True)
    links = models.TextField(
        _("links"),
        max_length=LINKS_LENGTH,
        blank=True,
        validators=[check_links],
        help_text=_("One web address a line."),
    )
    sounding_board = models.BooleanField(_("a technical sounding board"), default=False)
    may_help_them = models.BooleanField(_("may look for a job, and I may help"), default=False)
    may_call_me = models.BooleanField(_("may call me from their next company"), default=False)
    where_we_met = models.CharField(_("where we met"), max_length=300, blank=True)
    introduced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="introduced",
        verbose_name=_("introduced by"),
        db_index=False,
    )
    keep_in_touch_days = models.PositiveSmallIntegerField(
        _("keep in touch every"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CADENCE)],
        help_text=_("In days."),
    )
    next_on = models.DateField(_("speak next on"), null=True, blank=True)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="company", name="contacts_contact_company_owner"),
            SameOwner(field="introduced_by", name="contacts_contact_introduced_by_owner"),
            models.CheckConstraint(
                condition=Q(keep_in_touch_days=None)
                | Q(keep_in_touch_days__range=(1, LONGEST_CADENCE)),
                name="contacts_contact_cadence",
                violation_error_message=_("Keep in touch every 1 to 730 days."),
            ),
            models.CheckConstraint(
                condition=Q(introduced_by=None) | ~Q(introduced_by=F("id")),
                name="contacts_contact_not_by_themselves",
                violation_error_message=_("Somebody else introduced you."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "sort_key", "id"], name="contacts_contact_sorted"),
            models.Index(fields=["owner", "company"], name="contacts_contact_company"),
            models.Index(fields=["owner", "introduced_by"], name="contacts_contact_introduced"),
            models.Index(fields=["owner", "next_on"], name="contacts_contact_next"),
        ]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> None:
        self.sort_key = fold(self.name)[:SORT_KEY_LENGTH]
        self.search_key = fold(f"{self.name} {self.title}")

    def get_absolute_url(self) -> str:
        return reverse("contacts:contact", args=[self.pk])

    @property
    def reasons(self) -> list[str]:
        """Why I would call them, in words."""
        return [label for name, label in self.reason_choices() if getattr(self, name)]

    @classmethod
    def reason_choices(cls) -> list[tuple[str, str]]:
        """Each reason to keep in touch: its field, and its words."""
        fields: list[Any] = [cls._meta.get_field(name) for name in cls.REASONS]
        return [(field.name, str(field.verbose_name)) for field in fields]

    @property
    def reason_names(self) -> list[str]:
        """The fields of the reasons that hold."""
        return [name for name in self.REASONS if getattr(self, name)]

    @property
    def works(self) -> str:
        """Title and company, as far as they are known."""
        return in_a_row([self.title, self.company])

    @property
    def cadence(self) -> str:
        """How often we keep in touch, in words."""
        days = self.keep_in_touch_days
        if not days:
            return ""
        if days in dict(CADENCES):
            return str(dict(CADENCES)[days])
        return ngettext("every day", "every %(days)s days", days) % {"days": days}

    @property
    def has_details(self) -> bool:
        """Is there a way to reach them?"""
        return bool(self.email or self.phone or self.links)

    @property
    def email_href(self) -> str:
        return mailto(self.email)

    @property
    def phone_href(self) -> str:
        return tel(self.phone)

    @property
    def links_shown(self) -> list[tuple[str, str]]:
        """Each link as (text, href); without href where a page must not link to it."""
        return [(link, link if is_web_address(link) else "") for link in self.links.split()]

    def archive(self, now: datetime) -> None:
        """Put aside, with all that is known. The first time stays."""
        self.archived_at = self.archived_at or now
        self.save(update_fields=["archived_at"])

    def bring_back(self) -> None:
        self.archived_at = None
        self.save(update_fields=["archived_at"])

    # --- What passes between us ---------------------------------------------------------------

    def touch(self, kind: str, on: date, note: str = "") -> Any:
        """Something passed between us: log it, and move the day on which they come up next."""
        touch = self.touches.create(owner=self.owner, kind=kind, on=on, note=note.strip())
        self.spoke(on)
        return touch

    def spoke(self, on: date) -> None:
        """We spoke: they come up next a cadence later; without one, a date that came is dealt with.

        A day before the last one known moves nothing. The row is read again under a lock, so of two
        that come at once neither is lost.
        """
        with transaction.atomic():
            self._lock()
            if self.keep_in_touch_days and on >= (self._last_known() or on):
                self._come_up(on + timedelta(days=self.keep_in_touch_days))
            elif not self.keep_in_touch_days and self.next_on and on >= self.next_on:
                self._come_up(None)

    spoken_on: date | None = None  # from contacts.spoken.with_last_spoken()

    def count_from_last(self, today: date) -> None:
        """Another cadence: it counts from when we last spoke, or from today. Not saved.

        A day that is past already is today: they come up at once.
        """
        if self.keep_in_touch_days:
            last = self.spoken_on or today
            self.next_on = max(last + timedelta(days=self.keep_in_touch_days), today)

    def spoke_otherwise(self, before: date | None, last: date | None) -> None:
        """We last spoke on ``last``, not ``before``: a date that came from the cadence follows.

        With nothing left it counts from the day they were added.
        """
        with transaction.atomic():
            self._lock()
            if not self.keep_in_touch_days:
                return
            cadence = timedelta(days=self.keep_in_touch_days)
            added = timezone.localdate(self.created_at)
            if self.next_on == (before or added) + cadence:
                self._come_up((last or added) + cadence)

    def _lock(self) -> None:
        """Read what moves the next day again, under a lock until the transaction ends."""
        rows = Contact.objects.select_for_update(of=("self",))
        fields = ["next_on", "keep_in_touch_days", "version"]
        self.refresh_from_db(fields=fields, from_queryset=rows)

    def _last_known(self) -> date | None:
        """The latest touch, or the day from which the next date counts: an interview's, say.

        A date set by hand may lie further off: it yields to a conversation of today, and not to an
        older one that is only now written down.
        """
        days = list(self.touches.order_by("-on").values_list("on", flat=True)[:1])
        if self.next_on and self.keep_in_touch_days:
            counted_from = self.next_on - timedelta(days=self.keep_in_touch_days)
            days.append(min(counted_from, timezone.localdate()))
        return max(days, default=None)

    def _come_up(self, next_on: date | None) -> None:
        if next_on != self.next_on:
            self.next_on = next_on
            self.save(update_fields=["next_on"])

    def moved_to(self, company_name: str, title: str, on: date) -> None:
        """They work elsewhere since ``on``, or nobody knows where; the old place is history."""
        if self.company:
            self.employments.create(
                owner=self.owner, company=self.company, title=self.title, until=on
            )
        name = company_name.strip()
        self.company = Company.objects.find_or_make(self.owner, name) if name else None
        self.title = title.strip()
        self.save()

    def add_details(self, text: str) -> None:
        """Keep what was jotted down: e-mails, web addresses, phone numbers, or a mix. Not saved.

        Nothing is thrown away: a value whose place is taken, and a sentence around a value, go to
        the notes.
        """
        jotted = sort_out(text)
        for email in jotted.emails:
            if not self.email:
                self.email = email
            elif email.lower() != self.email.lower():
                self._note(email, jotted.notes)
        for phone in jotted.phones:
            if not self.phone:
                self.phone = phone
            elif tel(phone) != tel(self.phone):
                self._note(phone, jotted.notes)
        for link in jotted.links:
            links = f"{self.links}\n{link}".strip()
            if link in self.links.split():
                continue
            if len(links) <= LINKS_LENGTH:
                self.links = links
            else:
                self._note(link, jotted.notes)
        known = self.notes.splitlines()
        new = [note for note in jotted.notes if note not in known]
        self.notes = "\n".join([*known, *new])

    @staticmethod
    def _note(value: str, notes: list[str]) -> None:
        if not any(value in note for note in notes):
            notes.append(value)
