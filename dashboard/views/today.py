from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.http import page_of
from dashboard import metrics, sentences
from dashboard.moments import next_and_last
from dashboard.needs import needs

SHOWN = 8  # lines of what needs me


@transaction.non_atomic_requests  # the first screen opens no transaction; OwnRows has one
@login_not_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return welcome(request)
    now = timezone.now()
    local = timezone.localtime(now)
    figures = metrics.figures(request.user)
    waiting = needs(request.user, now)
    coming, judged = next_and_last(request.user, now)
    context = {
        "greeting": sentences.greeting(local.hour, request.user.greeting_name),
        "this_month": sentences.of_this_month(figures.in_month(local.date())),
        "needs": waiting[:SHOWN],
        "more": len(waiting[SHOWN:]),
        "coming": coming,
        "judged": judged,
        "figures": figures,
        "rejections": sentences.rejections(figures),
        "is_new": not (figures.groups or coming or waiting),
    }
    return render(request, "dashboard/today.html", context)


def welcome(request: HttpRequest) -> HttpResponse:
    """The first screen of somebody who is not signed in. It asks the database nothing."""
    context = {"sample_story": settings.SAMPLE_STORY, "signup_closed": not settings.SIGNUP_OPEN}
    return render(request, "dashboard/welcome.html", context)


@require_safe
def all_needs(request: HttpRequest) -> HttpResponse:
    """Everything that needs this person, a page at a time."""
    context = page_of(request, needs(request.user, timezone.now()))
    return render(request, "dashboard/needs.html", context)
