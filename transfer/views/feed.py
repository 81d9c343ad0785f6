"""The page with the feed's address, and the feed that calendar programs ask for."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.ownership import acting_as
from interviews.formats.feed import CONTENT_TYPE
from transfer import feed as feeds


@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Make the address, copy it, make another one, or close the feed."""
    user: Any = request.user
    may = user.stays
    if request.method == "POST" and may:
        if "close" in request.POST:
            feeds.close_feed(user)
            messages.success(request, _("The feed is closed. Its address leads nowhere any more."))
        else:
            messages.success(request, _new_words(bool(user.calendar_key)))
            feeds.open_feed(user)
        return redirect("transfer:calendar")
    context: dict[str, Any] = {"may": may}
    if may and user.calendar_key:
        context |= {"address": feeds.address(user), "webcal": feeds.subscribe_address(user)}
    return render(request, "transfer/calendar.html", context)


def _new_words(had_one: bool) -> str:
    if had_one:
        return _("Here is another address. The one before leads nowhere any more.")
    return _("Here is your address. Add it to your calendar program.")


@login_not_required
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever has the address may read, and nothing else. It says 304 while nothing changed."""
    user = feeds.whose(key)
    if user is None:
        raise Http404("No feed has this address")
    with acting_as(user):
        data = feeds.written(user)
    etag = feeds.etag_of(data)
    changed = feeds.changed_at(user, etag, timezone.now())
    answer = HttpResponse(data, content_type=CONTENT_TYPE)
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(changed.timestamp())
    answer["Content-Disposition"] = 'inline; filename="worthwhile.ics"'
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag, int(changed.timestamp()), answer) or answer
