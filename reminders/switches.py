"""Which mails there are, and the link that switches one off without signing in."""

from typing import Any, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F
from django.urls import reverse

from accounts.models import User
from core.http import is_id
from core.models import Mail
from core.ownership import acting_as

_signer = Signer(salt="reminders.off")


class Reminder(models.TextChoices):
    """Each is a switch of the person's (``User.mail_…``), which also has its words."""

    TWO_QUESTIONS = "two_questions"
    MORNING = "morning"
    WEEKLY = "weekly"

    @property
    def switch(self) -> str:
        return f"mail_{self.value}"

    @property
    def words(self) -> str:
        field: Any = User._meta.get_field(self.switch)
        return str(field.verbose_name)

    def off_url(self, user: Any) -> str:
        """A signature says whose and which, and there is no date on it: an old mail's works too."""
        token = _signer.sign(f"{user.pk}.{self.value}")
        return settings.SITE_URL + reverse("reminders:off", args=[token])

    def switch_off(self, pk: int) -> None:
        """For the person ``pk``. An open page of their settings notices (``version``).

        Those that are written and did not leave yet, as the mail server is away, never will.
        """
        wanted = User.objects.filter(pk=pk, **{self.switch: True})
        wanted.update(**{self.switch: False}, version=F("version") + 1)
        with acting_as(pk):
            Mail.objects.for_user(pk).waiting().filter(key__startswith=f"{self.value}-").delete()

    @classmethod
    def from_token(cls, token: str) -> tuple[int, Self] | None:
        """The person's id and which mail, if the signature is ours."""
        try:
            pk, _dot, name = _signer.unsign(token).partition(".")
        except BadSignature:
            return None
        return (int(pk), cls(name)) if is_id(pk) and name in cls.values else None
