"""The outbox: a mail is written down with what caused it, and sent by the job worker.

``write()`` makes the row and its job in the caller's transaction, so both are there or neither.
The job claims the mail, sends it outside of any transaction, and marks it. Killed between the two,
the mail stays claimed: it *may have gone out*, and only the person can have it sent again. Where it
is certain that nothing went out, it is tried again some times, or says why it failed.
"""

import smtplib
import unicodedata
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import DatabaseError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, JobDeferrer
from procrastinate.manager import JobManager

from core.models import FAILURE_LENGTH, Mail
from core.ownership import acting_as

HEADERS = ("to", "from_name", "reply_to", "subject", "off_url")  # each is one line of the mail
WAITS = (1, 5, 15, 60, 180)  # minutes before each next try, where nothing went out


def is_on() -> bool:
    """Whether this installation has a mail server."""
    return bool(settings.EMAIL_URL)


def write(
    owner: Any,
    key: str,
    *,
    to: str,
    subject: str,
    text: str,
    from_name: str = "",
    reply_to: str = "",
    off_url: str = "",
) -> Mail:
    """The mail about ``key``, and the job that sends it; where there is one already, that one.

    Forms say kindly what is wrong with a header. ValueError here is the last lock on it.
    """
    fields = {"to": to, "subject": subject, "text": text, "from_name": from_name}
    fields |= {"reply_to": reply_to, "off_url": off_url}
    _check_headers(fields)
    mail, is_new = Mail.objects.get_or_create(owner=owner, key=key, defaults=fields)
    if is_new:
        _defer(mail)
    return mail


def again(mail: Mail, now: datetime) -> bool:
    """A second try that the person asks for; False where nothing speaks for one any more."""
    troubled = Mail.objects.troubled(now).filter(owner=mail.owner_id, pk=mail.pk)
    reopened = troubled.update(claimed_at=None, failed_at=None, failure="")
    if reopened:
        _defer(mail)
    return bool(reopened)


def arrived(mail: Mail, now: datetime) -> bool:
    """The person knows that it went out after all."""
    uncertain = Mail.objects.uncertain(now).filter(owner=mail.owner_id, pk=mail.pk)
    return bool(uncertain.update(sent_at=now))


def _check_headers(fields: dict[str, str]) -> None:
    for name in HEADERS:
        if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in fields[name]):
            raise ValueError(f"A mail's {name} is one line of text that can be shown.")
    try:
        for address in filter(None, (fields["to"], fields["reply_to"])):
            validate_email(address)
    except ValidationError as problem:
        raise ValueError("A mail goes to one address, and is answered to one.") from problem


def _defer(mail: Mail) -> None:
    """Make the job on Django's own connection, in its transaction.

    Inside the worker a task's own ``defer()`` takes another connection, and would not wait for this
    transaction nor vanish with it.
    """
    jobs = JobManager(DjangoConnector())
    JobDeferrer(jobs, send.configure().job).defer(owner=mail.owner_id, mail=mail.pk)


# --- The job --------------------------------------------------------------------------------------


class NotSent(Exception):
    """Nothing went out, for sure. ``for_now`` where a later try may do better."""

    def __init__(self, words: str, *, for_now: bool) -> None:
        super().__init__(words)
        self.for_now = for_now


class TryLater(BaseRetryStrategy):
    """Some more tries for what did not go out; a database that is away is waited for."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, NotSent | DatabaseError):
            return None
        return RetryDecision(retry_in={"minutes": WAITS[min(job.attempts, len(WAITS) - 1)]})


@app.task(pass_context=True, retry=TryLater())
def send(context: JobContext, owner: int, mail: int) -> None:
    """Claim, send, mark. What another run has claimed is left alone, whatever became of it.

    What goes wrong after the server may have taken it is raised with the claim in place.
    """
    claimed = _claim(owner, mail, timezone.now())
    if claimed is None:
        return
    try:
        with translation.override(claimed.owner.language):  # of what is said where it fails
            _deliver(claimed)
    except NotSent as problem:
        if problem.for_now and context.job.attempts < len(WAITS):
            _mark(claimed, claimed_at=None)
            raise
        words = str(problem)[:FAILURE_LENGTH]
        _mark(claimed, failed_at=timezone.now(), failure=words)
    else:
        _mark(claimed, sent_at=timezone.now())


def _claim(owner: int, pk: int, now: datetime) -> Mail | None:
    """The mail, if this run is the one that may send it. Of two at once the second gets nothing."""
    with acting_as(owner):
        mine = Mail.objects.waiting().filter(owner=owner, pk=pk)
        mails = Mail.objects.select_related("owner")
        return mails.get(pk=pk) if mine.update(claimed_at=now) else None


def _mark(claimed: Mail, **fields: Any) -> None:
    with acting_as(claimed.owner_id):
        mine = Mail.objects.filter(pk=claimed.pk, claimed_at=claimed.claimed_at, sent_at=None)
        mine.update(**fields)


def _deliver(mail: Mail) -> None:
    """Raises NotSent; any other error leaves open whether the server took it."""
    if not is_on():
        raise NotSent(_("There is no mail server here any more."), for_now=False)
    message = compose(mail)
    try:
        message.message()
    except ValueError as problem:  # a domain, say, that no mail's head can hold
        raise NotSent(_("The mail cannot be written to this address."), for_now=False) from problem
    message.connection = get_connection()
    try:
        message.connection.open()
    except OSError as problem:  # smtplib's errors are OSErrors too
        raise NotSent(_("The mail server could not be reached."), for_now=True) from problem
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as problem:
        code, reply = next(iter(problem.recipients.values()))
        raise _refused(_("The mail server does not take this address."), code, reply) from problem
    except smtplib.SMTPResponseException as problem:
        words = _("The mail server does not take this mail.")
        raise _refused(words, problem.smtp_code, problem.smtp_error) from problem
    finally:
        _close(message.connection)


def _refused(words: str, code: int, reply: bytes | str) -> NotSent:
    """Codes from 400 are for now, from 500 for good."""
    said = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    said = " ".join("".join(char if char.isprintable() else " " for char in said).split())
    return NotSent(f"{words} ({code} {said})", for_now=code < 500)


def _close(connection: Any) -> None:
    """Say goodbye. What goes wrong now changes nothing about what was taken."""
    try:
        connection.close()
    except OSError:
        return


def compose(mail: Mail) -> EmailMessage:
    """The mail as it goes out. Its Message-ID is the same with every try."""
    headers = {"Message-ID": f"<{mail.uuid}@{urlsplit(settings.SITE_URL).hostname}>"}
    if mail.off_url:  # a reminder, which a machine wrote
        headers["Auto-Submitted"] = "auto-generated"
        headers["List-Unsubscribe"] = f"<{mail.off_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return EmailMessage(
        mail.subject,
        mail.text,
        from_email=formataddr((mail.from_name or name, address)),
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
