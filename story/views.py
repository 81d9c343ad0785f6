from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.languages import known_language
from accounts.zones import known_zone
from story import visitors

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
@login_not_required
@transaction.non_atomic_requests  # others who count at the same moment must see this one counted
def start(request: HttpRequest) -> HttpResponse:
    """Look around with the sample story, in a copy of one's own that lasts a day."""
    if not settings.SAMPLE_STORY:
        raise Http404
    if request.user.is_authenticated:
        return redirect("dashboard:today")
    if not ratelimit.consume(request, action="sample_story"):
        return _not_now(request, "limited", status=429, seconds=600)
    if visitors.is_full():
        return _not_now(request, "full", status=503, seconds=3600)
    with transaction.atomic():
        zone = known_zone(request.COOKIES.get("timezone"))
        visitor = visitors.welcome(zone, known_language(get_language()), timezone.now())
        login(request, visitor, backend=BACKEND)
        request.session.set_expiry(settings.SAMPLE_STORY_LIFE)
        UserSession.objects.create_from_request(request)  # so that it goes when the visitor does
    return redirect("dashboard:today")


def _not_now(request: HttpRequest, why: str, *, status: int, seconds: int) -> HttpResponse:
    response = render(request, "story/not_now.html", {"why": why}, status=status)
    response["Retry-After"] = str(seconds)
    return response
