"""One letter to one person."""

from datetime import date, datetime, time
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Touch, TouchKind
from contacts.spoken import last_spoken
from core.models import Mail
from core.ownership import Owned, OwnedQuerySet, SameOwner
from feedback.filling import called, fill_gaps, gaps
from feedback.models.script import BODY_LENGTH, SUBJECT_LENGTH, LetterKind
from interviews.models import Application, Interview

_FAILED = Q(mail__failed_at__isnull=False)  # such a mail opens its letter again


class LetterQuerySet(OwnedQuerySet["Letter"]):
    """Where letters stand: sent, skipped (both are dealt with) or open."""

    def sent(self) -> Self:
        """Sent my way, or handed to the outbox, and not come back from there."""
        return self.exclude(sent_at=None).filter(mail__failed_at=None)

    def skipped(self) -> Self:
        return self.exclude(skipped_because="")

    def dealt_with(self) -> Self:
        sent = Q(sent_at__isnull=False) & ~_FAILED
        return self.filter(sent | ~Q(skipped_because=""))

    def open(self) -> Self:
        return self.filter(Q(sent_at=None) | _FAILED, skipped_because="")

    def whole(self) -> Self:
        """With all that a letter's page and its places to fill speak of."""
        return self.select_related(
            "owner", "mail", "contact__company", "application__company", "interview"
        )


class Letter(Owned):
    """Written, then sent my way or skipped with a reason.

    ``sent_at`` is when I sent it, or handed it to ``mail`` for sending from here; a mail that
    failed opens the letter again.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)
    application = models.ForeignKey(
        Application,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("application"),
        db_index=False,
    )
    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("interview"),
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("person"),
        db_index=False,
    )
    to_name = models.CharField(_("to"), max_length=200, blank=True)
    to_email = models.EmailField(_("their e-mail"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH, blank=True)
    body = models.TextField(_("letter"), max_length=BODY_LENGTH)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    skipped_because = models.CharField(_("skipped because"), max_length=300, blank=True)
    mail = models.ForeignKey(
        Mail,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("mail"),
        editable=False,
        db_index=False,
    )
    touch = models.ForeignKey(
        Touch,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("touch"),
        editable=False,
        db_index=False,
    )

    objects = LetterQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            *Owned.Meta.constraints,
            SameOwner(field="application", name="feedback_letter_application_owner"),
            SameOwner(field="interview", name="feedback_letter_interview_owner"),
            SameOwner(field="contact", name="feedback_letter_contact_owner"),
            SameOwner(field="mail", name="feedback_letter_mail_owner"),
            SameOwner(field="touch", name="feedback_letter_touch_owner"),
            models.CheckConstraint(
                condition=Q(kind__in=LetterKind.values), name="feedback_letter_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(skipped_because=""),
                name="feedback_letter_sent_or_skipped",
                violation_error_message=_("A letter is sent or skipped, not both."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "application"], name="feedback_letter_application"),
            models.Index(fields=["owner", "interview", "kind"], name="feedback_letter_interview"),
            models.Index(fields=["owner", "contact"], name="feedback_letter_contact"),
            models.Index(fields=["owner", "mail"], name="feedback_letter_mail"),
            models.Index(fields=["owner", "touch"], name="feedback_letter_touch"),
            models.Index(fields=["owner", "-sent_at"], name="feedback_letter_sent"),
        ]

    def __str__(self) -> str:
        return self.subject or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("feedback:letter", args=[self.pk])

    @property
    def what_next_url(self) -> str:
        """Where one goes on when it is dealt with: to what it is about."""
        if self.interview_id:
            return reverse("feedback:next", args=[self.interview_id])
        about = self.application or self.contact
        return about.get_absolute_url() if about else self.get_absolute_url()

    # --- What it says -------------------------------------------------------------------------

    @property
    def values(self) -> dict[str, str]:
        """What its places are filled in with."""
        company = self.application.company if self.application else None
        if company is None and self.contact:
            company = self.contact.company
        return {
            "COMPANY": company.name if company else "",
            "NAME": called(self.to_name),
            "ROLE": self.application.role if self.application else "",
            "ME": self.owner.name,
        }

    def fill_gaps(self) -> None:
        """Fill what was left open and is known by now. Not saved."""
        subject = fill_gaps(self.subject, self.values)
        self.subject = " ".join(subject.split())[:SUBJECT_LENGTH]  # a name may hold a line's end
        self.body = fill_gaps(self.body, self.values)

    @property
    def gaps(self) -> list[str]:
        """The places still to fill (``feedback.filling.PLACES``); with one it is not sent."""
        return gaps(f"{self.subject}\n{self.body}", self.values)

    def write_to(self, contact: Contact) -> None:
        """It goes to this person, whoever it went to so far."""
        self.contact, self.to_name, self.to_email = contact, contact.name, contact.email
        self.fill_gaps()
        self.save()

    # --- Where it stands ----------------------------------------------------------------------

    @property
    def is_sent(self) -> bool:
        return bool(self.sent_at) and not (self.mail and self.mail.failed_at)

    @property
    def is_open(self) -> bool:
        return not self.is_sent and not self.skipped_because

    def was_sent(self, now: datetime, on: date | None = None) -> None:
        """I sent it my way, now or on a day before."""
        today = timezone.localdate(now)
        at = now
        if on and on != today:
            at = timezone.make_aware(datetime.combine(on, time(12)))
        self._send(at, None)

    def hand_over(self, mail: Mail, now: datetime) -> None:
        """The outbox has it."""
        self._send(now, mail)

    def _send(self, at: datetime, mail: Mail | None) -> None:
        self._forget_touch()
        self.sent_at, self.mail, self.skipped_because = at, mail, ""
        if self.contact:
            on = timezone.localdate(at)
            self.touch = self.contact.touch(TouchKind.WROTE, on, self.subject)
        self.save()

    def take_back(self) -> bool:
        """Not sent after all; False where its mail is on its way or out. The row is locked.

        A mail that failed was tried, and stays to be counted (``feedback.sending``).
        """
        with transaction.atomic():
            if self.mail_id:
                mine = Mail.objects.for_user(self.owner_id).filter(pk=self.mail_id, sent_at=None)
                kept = mine.filter(Q(claimed_at=None) | Q(failed_at__isnull=False))
                mail = kept.select_for_update().first()
                if mail is None:
                    return False
                if not mail.failed_at:
                    mail.delete()
            self.reopen()
        return True

    def skip(self, because: str) -> None:
        """It is not going to be sent, and why."""
        self.skipped_because = because
        self._unsend()

    def reopen(self) -> None:
        """Neither sent nor skipped."""
        self.skipped_because = ""
        self._unsend()

    def _unsend(self) -> None:
        self._forget_touch()
        self.sent_at = self.mail = None
        self.save()

    def _forget_touch(self) -> None:
        """It is no touch any more, and the day on which they come up next follows."""
        if self.touch is None:
            return
        contact = Contact.objects.select_for_update(of=("self",)).get(pk=self.touch.contact_id)
        before = last_spoken(contact)
        self.touch.delete()
        contact.spoke_otherwise(before, last_spoken(contact))
        self.touch = None
