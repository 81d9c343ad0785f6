"""The person: signs in by e-mail, has a time zone, and owns everything else."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.languages import check_language
from accounts.zones import check_zone

LONGEST_SILENCE = 90  # days
STAYS_FOR = timedelta(days=30)  # once somebody has asked to leave


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def staying(self) -> models.QuerySet["User"]:
        """Those for whom something may happen by itself; the same as ``User.stays``."""
        return self.filter(is_active=True, is_sample=False, leaves_at=None)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("There is an account with this e-mail already.")},
    )
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("As you sign your letters.")
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[check_zone]
    )
    quiet_days = models.PositiveSmallIntegerField(
        _("days of silence"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_SILENCE)],
        help_text=_("After so many days without a word, a nudge or “no answer” is offered."),
    )
    language = models.CharField(
        _("language"), max_length=10, default="en-gb", validators=[check_language]
    )
    shortcuts = models.BooleanField(
        _("keyboard shortcuts"), default=True, help_text=_("Press ? on any page to see them.")
    )
    # Sentences about the method that this person put away for good, by the page they stand on.
    hidden_hints = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    # When the three first steps were done or skipped.
    settled_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Which mails this person wants, each by itself.
    mail_two_questions = models.BooleanField(
        _("the two questions, after an interview"), default=True
    )
    mail_morning = models.BooleanField(
        _("what needs you, on mornings that have something"), default=False
    )
    mail_weekly = models.BooleanField(_("your week, on Mondays"), default=False)
    # The secret part of the calendar feed's address; with none there is no feed.
    calendar_key = models.CharField(
        max_length=43, null=True, blank=True, unique=True, editable=False, default=None
    )
    # When the account goes for good, with all that is in it; until then its person may yet stay.
    leaves_at = models.DateTimeField(_("leaves"), null=True, blank=True, editable=False)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_sample = models.BooleanField(
        _("sample visitor"), default=False, help_text=_("Looks around; gone after a day.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)  # of the settings

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_any_case",
                violation_error_message=_("There is an account with this e-mail already."),
            ),
            models.CheckConstraint(
                condition=models.Q(quiet_days__range=(1, LONGEST_SILENCE)),
                name="accounts_user_quiet_days",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def settle_in(self, now: datetime) -> None:
        """The first steps are done or skipped, and never come back."""
        self.settled_in_at = self.settled_in_at or now
        self.save(update_fields=["settled_in_at"])

    @property
    def stays(self) -> bool:
        """Neither a visitor, who is gone tomorrow, nor about to leave, nor shut out."""
        return self.is_active and not self.is_sample and self.leaves_at is None

    def leave(self, now: datetime) -> None:
        """The account goes in thirty days (``accounts.leaving``). The first day asked for holds."""
        self.leaves_at = self.leaves_at or now + STAYS_FOR
        self.save(update_fields=["leaves_at"])

    def stay(self) -> None:
        self.leaves_at = None
        self.save(update_fields=["leaves_at"])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def greeting_name(self) -> str:
        """What a page calls this person: the first word of the name, or nothing."""
        return self.name.split()[0] if self.name.strip() else ""
