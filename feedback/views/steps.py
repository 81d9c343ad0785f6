"""What to do now: after one outcome, and in one list."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.http import once, own, page_of
from feedback.forms.steps import FeedbackFilterForm, SkipManyForm, SkipStepsForm
from feedback.guidance import GUIDANCE
from feedback.listing import feedback, lines
from feedback.models import Answer
from feedback.skipping import may_skip, skip, skip_all
from feedback.steps import (
    ASKS,
    CALL,
    Step,
    situation_of,
    situation_of_ending,
    steps,
    steps_of_ending,
    with_ending,
    with_situation,
)
from interviews.models import Application, Ending, Interview, Outcome

SHOWN = 20  # answers beside the next step


@require_http_methods(["GET", "POST"])
@once
def next_of_interview(request: HttpRequest, pk: int) -> HttpResponse:
    """What its outcome asks for; POST skips some of it."""
    rows = with_situation(Interview.objects.all())
    interview = own(request, _with_answers(rows, interview="pk"), pk)
    case = situation_of(interview)
    context = {
        "interview": interview,
        "about": f"interview={interview.pk}",
        "guidance": GUIDANCE[interview.outcome],
        "met": case.met,
        "asks": interview.outcome in ASKS,
        "unreachable": [one for one in case.met if one.contact and not one.has_details],
    }
    found = steps(case, timezone.now(), request.user.quiet_days)  # type: ignore[union-attr]
    return _next(request, interview, interview.application, found, context)


@require_http_methods(["GET", "POST"])
@once
def next_of_application(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for one that ended without an interview that says so."""
    rows = with_ending(Application.objects.all())
    application = own(request, _with_answers(rows, application="pk"), pk)
    case = situation_of_ending(application)
    context: dict[str, Any] = {
        "about": f"application={application.pk}",
        "guidance": GUIDANCE.get(case.outcome),
        "met": [],
    }
    return _next(request, application, application, steps_of_ending(case), context)


def _with_answers(rows: Any, **of: str) -> Any:
    return rows.annotate(heard=Answer.objects.facts_of(SHOWN, **of))


def _next(
    request: HttpRequest,
    about: Interview | Application,
    application: Application,
    found: list[Step],
    context: dict[str, Any],
) -> HttpResponse:
    open_ones = may_skip(found)
    form = SkipStepsForm(
        request.POST or None,
        owner=request.user,
        steps=[(step.key, step.label) for step in open_ones],
    )
    if form.is_valid():
        chosen = form.cleaned_data["steps"]
        skip(about, [step for step in open_ones if step.key in chosen], form.because)
        messages.success(request, _("Skipped, with your reason. It has left the list."))
        return redirect(request.path)
    context |= {
        "application": application,
        "open_steps": open_ones,
        "may_call": any(step.kind == CALL for step in found),
        "done_steps": [step for step in found if not step.is_open],
        "answers": about.heard,  # type: ignore[union-attr]
        "form": form,
        "ending": _ending(about, application),
    }
    return render(request, "feedback/next.html", context)


def _ending(about: Interview | Application, application: Application) -> str:
    """How the application may be closed, if the outcome may end it and it is open."""
    outcome = getattr(about, "outcome", "")
    if outcome == Outcome.OFFER:
        outcome = Ending.ACCEPTED
    return outcome if outcome in Ending.values and not application.closed_as else ""


@require_http_methods(["GET", "POST"])
@once
def feedback_list(request: HttpRequest) -> HttpResponse:
    """Still to send, waiting, answered; POST skips what is ticked, all with one reason."""
    now = timezone.now()
    filters = FeedbackFilterForm(request.GET)
    context: dict[str, Any] = page_of(request, feedback(request.user, now, **filters.chosen()))
    shown = lines(context["page"], now)
    form = SkipManyForm(
        request.POST or None,
        owner=request.user,
        steps=[(line.key, line.need.text) for line in shown if line.key],
    )
    if form.is_valid():
        skipped = skip_all(request.user, form.cleaned_data["steps"], form.because, now)
        text = ngettext("%(n)s letter is skipped.", "%(n)s letters are skipped.", skipped)
        messages.success(request, text % {"n": skipped})
        return redirect(request.get_full_path())
    context |= {"lines": shown, "filters": filters, "form": form}
    return render(request, "feedback/list.html", context)
