"""The three first steps. Each can be skipped, or all at once, and then none comes back."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import AboutYouForm
from accounts.models import User
from accounts.zones import known_zone
from core.http import once
from dashboard.first_steps import FirstGoalsForm, are_over, finish
from interviews.forms.interview import NewInterviewForm
from interviews.models import Interview


def only_at_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever is through with the steps is on Today."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        if are_over(request.user):
            return redirect("dashboard:today")
        return view(request)

    return wrapper


@require_http_methods(["GET", "POST"])
@only_at_first
def you(request: HttpRequest) -> HttpResponse:
    """Name, language and time zone, as the browser says them."""
    people = User.objects.select_for_update() if request.method == "POST" else User.objects
    person = get_object_or_404(people, pk=request.user.pk)
    claimed = known_zone(request.COOKIES.get("timezone"), person.time_zone)
    form = AboutYouForm(request.POST or None, instance=person, initial={"time_zone": claimed})
    if form.is_valid():
        form.save()
        return redirect("dashboard:first_interview")
    return render(request, "dashboard/first_you.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@only_at_first
@once
def interview(request: HttpRequest) -> HttpResponse:
    """One interview. What is over needs no goals any more, but the debrief."""
    form = NewInterviewForm(request.POST or None, owner=request.user)
    if form.is_valid():
        added, now = form.save(), timezone.now()
        if not added.is_over(now):
            return redirect("dashboard:first_goals")
        finish(request.user, now)
        messages.info(request, _("It is over, so this is the third step: what came of it?"))
        return redirect("interviews:debrief", added.pk)
    return render(request, "dashboard/first_interview.html", {"form": form})


@require_http_methods(["GET", "POST"])
@only_at_first
@once
def goals(request: HttpRequest) -> HttpResponse:
    """Two goals for the interview of the second step; without one, something to learn."""
    now = timezone.now()
    coming = _newest(request, now)
    form = FirstGoalsForm(request.POST or None, owner=request.user, interview=coming)
    if form.is_valid():
        form.save()
        finish(request.user, now)
        messages.success(request, _("That is all. The rest grows while you use it."))
        return redirect("dashboard:today")
    return render(request, "dashboard/first_goals.html", {"form": form, "interview": coming})


def _newest(request: HttpRequest, now: datetime) -> Interview | None:
    rows = Interview.objects.for_user(request.user).upcoming(now).with_company()
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    newest: Interview | None = rows.order_by("-pk").first()
    return newest


@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """All that is left of the steps. What was saved in them stays."""
    finish(request.user, timezone.now())
    return redirect("dashboard:today")
