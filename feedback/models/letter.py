"""One letter to one person."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Touch
from core.models import Mail
from core.ownership import Owned, OwnedQuerySet, SameOwner
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
