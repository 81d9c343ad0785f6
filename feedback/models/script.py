"""A letter's wording, with places for names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ownership import Owned, OwnedQuerySet

SUBJECT_LENGTH, BODY_LENGTH = 200, 10_000


class LetterKind(models.TextChoices):
    """What a letter is for; each has a shipped script (``feedback.wording``)."""

    THANKS = "thanks", _("thank-you after the interview")
    ADVANCED = "advanced", _("ask after moving on")
    OFFER = "offer", _("ask after an offer")
    REJECTION = "rejection", _("reply to a rejection")
    NUDGE = "nudge", _("nudge")
    WITHDREW = "withdrew", _("thank-you after withdrawing")
    IN_TOUCH = "in_touch", _("keep in touch")


class Script(Owned):
    """A person's own wording: one of their own making, or in place of a shipped one.

    Body and subject are plain text with ``[COMPANY]``, ``[NAME]``, ``[ROLE]`` and ``[ME]``. Where
    no row has ``is_shipped`` for a kind, the shipped wording holds.
    """

    kind = models.CharField(_("for"), max_length=20, choices=LetterKind)
    name = models.CharField(_("name"), max_length=100)
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH, blank=True)
    body = models.TextField(_("letter"), max_length=BODY_LENGTH)
    is_shipped = models.BooleanField(_("in place of the shipped one"), default=False)

    objects = OwnedQuerySet["Script"].as_manager()

    class Meta(Owned.Meta):
        verbose_name = _("script")
        verbose_name_plural = _("scripts")
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "kind"],
                condition=Q(is_shipped=True),
                name="feedback_script_shipped_once",
                violation_error_message=_("You have changed this script already. Edit that one."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LetterKind.values), name="feedback_script_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
