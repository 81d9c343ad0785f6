"""What every room stands on: receipts of forms, the undo journal, and mails on their way."""

from datetime import datetime, timedelta
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ownership import Owned, OwnedQuerySet, OwnedRow

SENDING_TAKES = timedelta(minutes=10)  # at most: a mail claimed longer ago was interrupted
FAILURE_LENGTH = 300
URL_LENGTH = 500


class FormReceipt(OwnedRow):
    """This form was taken: sent again, it gets the first answer and makes nothing new.

    Written in the transaction of the form's effect, so one is never there without the other.
    """

    key = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    answer_url = models.CharField(max_length=URL_LENGTH, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["FormReceipt"].as_manager()

    class Meta(OwnedRow.Meta):
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "key"], name="core_formreceipt_once"),
        ]

    def __str__(self) -> str:
        return self.answer_url


class Change(OwnedRow):
    """Something that can be put back: the rows as they were before (``core.undo``)."""

    label = models.CharField(max_length=300)
    # The parts are those of core.journal: what was deleted, emptied, changed and made.
    before = models.JSONField(encoder=DjangoJSONEncoder)
    # The form that did it: put back, it may be sent again and counts again.
    form_key = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["Change"].as_manager()

    class Meta(OwnedRow.Meta):
        indexes = [models.Index(fields=["owner", "-made_at"], name="core_change_owner_made")]

    def __str__(self) -> str:
        return self.label


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("on its way")
    UNCERTAIN = "uncertain", _("may have gone out")
    FAILED = "failed", _("not sent")
    SENT = "sent", _("sent")


class MailQuerySet(OwnedQuerySet["Mail"]):
    def waiting(self) -> Self:
        return self.filter(claimed_at=None, failed_at=None)

    def uncertain(self, now: datetime) -> Self:
        """Claimed, and then neither marked nor failed: whether they went out nobody can tell."""
        return self.filter(claimed_at__lte=now - SENDING_TAKES, sent_at=None, failed_at=None)

    def failed(self) -> Self:
        return self.exclude(failed_at=None)

    def troubled(self, now: datetime) -> Self:
        """Those that wait for a word of the person."""
        return self.uncertain(now) | self.failed()


class Mail(Owned):
    """A mail to one address, written down before it is sent (``core.outbox``).

    ``key`` says what it is about, and the same is never written twice. Claimed before it is sent
    and marked after: one that was interrupted in between *may have gone out*, and is never sent
    again by itself. Its Message-ID is made of ``uuid``, so it is always the same.
    """

    key = models.CharField(_("about"), max_length=100)
    to = models.EmailField(_("to"), max_length=254)
    from_name = models.CharField(_("from"), max_length=200, blank=True)
    reply_to = models.EmailField(_("reply to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    # The address that switches mails like this off; becomes List-Unsubscribe.
    off_url = models.CharField(max_length=500, blank=True)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed"), null=True, blank=True)
    failure = models.CharField(_("why it failed"), max_length=FAILURE_LENGTH, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "key"], name="core_mail_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False, failed_at=None),
                name="core_mail_sent_once_claimed",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="core_mail_made")]

    def __str__(self) -> str:
        return self.subject

    @property
    def state(self) -> MailState:
        return self.state_at(timezone.now())

    def state_at(self, now: datetime) -> MailState:
        if self.sent_at:
            return MailState.SENT
        if self.failed_at:
            return MailState.FAILED
        if self.claimed_at is None:
            return MailState.WAITING
        interrupted = self.claimed_at <= now - SENDING_TAKES
        return MailState.UNCERTAIN if interrupted else MailState.SENDING
