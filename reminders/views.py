from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import outbox
from core.http import own, page_of
from core.models import Mail
from feedback.models import Letter
from reminders.switches import Reminder


# A mail program posts here for the person (RFC 8058), with no cookie and so with no token. The
# signature in the address stands in for both, and all that it can do is to stop these mails.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and changes nothing, because scanners follow links; POST switches it off."""
    known = Reminder.from_token(token)
    if known is None:
        raise Http404("No signature of ours")
    pk, reminder = known
    is_off = request.method == "POST"
    if is_off:
        reminder.switch_off(pk)
    return render(request, "reminders/off.html", {"words": reminder.words, "is_off": is_off})


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """Mails that wait for a word of mine: they failed, or nobody knows whether they went out."""
    rows = _troubled(request).order_by("-created_at", "-pk")
    return render(request, "reminders/mails.html", page_of(request, rows))


def _troubled(request: HttpRequest) -> Any:
    """Each with ``letter``, the id of the one that it carries, if any.

    One whose letter has gone another way since, or is gone, waits for nothing.
    """
    letter = Letter.objects.for_user(request.user).filter(mail=OuterRef("pk")).order_by("pk")
    troubled = Mail.objects.for_user(request.user).troubled(timezone.now())
    rows = troubled.annotate(letter=Subquery(letter.values("pk")[:1]))
    return rows.exclude(letter=None, off_url="")


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it a second time, though it may have gone out. Asked twice, it is sent once.

    A letter whose mail failed is open again: it leaves from its own page, as it reads now.
    """
    mail = own(request, Mail.objects.all(), pk)
    waiting = _troubled(request).exclude(letter__isnull=False, failed_at__isnull=False)
    if waiting.filter(pk=pk).exists() and outbox.again(mail, timezone.now()):
        messages.success(request, _("It is on its way once more."))
    else:
        messages.info(request, _("There is nothing to send again: it is on its way, or went out."))
    return redirect("reminders:mails")


@require_POST
def arrived(request: HttpRequest, pk: int) -> HttpResponse:
    mail = own(request, Mail.objects.all(), pk)
    if outbox.arrived(mail, timezone.now()):
        messages.success(request, _("Good. It counts as sent."))
    else:
        messages.info(request, _("There is nothing to say of this mail any more."))
    return redirect("reminders:mails")
