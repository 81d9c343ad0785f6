"""A new letter from a script, and what its page needs to know besides."""

from dataclasses import dataclass
from typing import Any, Self

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet
from feedback.filling import fill
from feedback.models import Letter, Script
from feedback.models.letter import LetterQuerySet
from feedback.models.script import SUBJECT_LENGTH
from feedback.wording import SHIPPED
from interviews.models import Application, Interview, Meeting

AT_MOST = 50  # people of one process, and scripts of one kind, to choose from


@dataclass(frozen=True)
class About:
    """What a letter is for, and what it is about."""

    owner: Any
    kind: str
    interview: Interview | None = None
    application: Application | None = None
    contact: Contact | None = None

    @classmethod
    def of(cls, letter: Letter) -> Self:
        about = (letter.interview, letter.application, letter.contact)
        return cls(letter.owner, letter.kind, *about)

    def letters(self) -> LetterQuerySet:
        """Those of that kind about the same; to whomever, where no person is named."""
        same = Letter.objects.for_user(self.owner).filter(
            kind=self.kind, application=self.application, interview=self.interview
        )
        return same.filter(contact=self.contact) if self.contact else same

    def compose(self, script: dict[str, str] | None) -> Letter:
        """A letter filled in, not saved."""
        letter = Letter(
            owner=self.owner,
            kind=self.kind,
            interview=self.interview,
            application=self.application,
            contact=self.contact,
            to_name=self.contact.name if self.contact else "",
            to_email=self.contact.email if self.contact else "",
        )
        fill_in(letter, script)
        return letter


def fill_in(letter: Letter, script: dict[str, str] | None) -> None:
    """Give it its words: without a script of one's own, those of the shipped one. Not saved."""
    shipped = SHIPPED[letter.kind]
    script = script or {"subject": str(shipped.subject), "body": str(shipped.body)}
    subject = fill(script["subject"], letter.values)
    letter.subject = " ".join(subject.split())[:SUBJECT_LENGTH]
    letter.body = fill(script["body"], letter.values)


@dataclass(frozen=True)
class Facts:
    """What the page of a letter knows beside it. People and scripts are plain facts."""

    confirmed: bool  # the address that I would be answered to
    people: list[dict[str, Any]]
    scripts: list[dict[str, Any]]
    script: dict[str, Any] | None  # the one to write with, if it is not the shipped one
    begun: int | None  # a letter about the same that is still open: it is gone on with
    latest: int | None  # the last one about the same, open or not


def facts(about: About, chosen: int | None = None) -> Facts:
    """In one statement. ``chosen`` is the script asked for; with none, or one of another kind, it
    is mine in place of the shipped one.
    """
    mine = Script.objects.for_user(about.owner).filter(kind=about.kind)
    in_force = mine.filter(Q(pk=chosen) | Q(is_shipped=True)).order_by("is_shipped")
    letters = about.letters().order_by("-id").values("pk")
    (found,) = User.objects.filter(pk=about.owner.pk).values(
        confirmed=Exists(confirmed(OuterRef("pk"))),
        people=ArraySubquery(
            _met(about).values(row=JSONObject(id="id", name="name", email="email"))[:AT_MOST]
        ),
        scripts=ArraySubquery(
            mine.order_by("-is_shipped", "name", "id").values(
                row=JSONObject(id="id", name="name", is_shipped="is_shipped")
            )[:AT_MOST]
        ),
        script=Subquery(
            in_force.values(row=JSONObject(id="id", subject="subject", body="body"))[:1]
        ),
        begun=Subquery(about.letters().open().order_by("-id").values("pk")[:1]),
        latest=Subquery(letters[:1]),
    )
    return Facts(**found)


def confirmed(user: Any) -> Any:
    """The address that a person has confirmed is theirs, as rows: one or none."""
    return EmailAddress.objects.filter(user=user, verified=True, primary=True)


def _met(about: About) -> ContactQuerySet:
    """The people met in that process."""
    rounds = Meeting.objects.filter(
        contact=OuterRef("pk"), met=True, interview__application=about.application
    )
    return Contact.objects.for_user(about.owner).filter(Exists(rounds)).in_order()
