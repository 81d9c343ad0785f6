"""The loop of one interview: two goals before, the debrief after, then what they said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.back import back_or
from core.http import once, own
from interviews.debriefing import debrief_learning, debrief_people
from interviews.fits import learn_prompt
from interviews.forms.asked import asked_rows, fold_under, questions_to_ask
from interviews.forms.debrief import DebriefForm, MeetForm, lesson_rows, people_rows
from interviews.forms.interview import OutcomeForm
from interviews.forms.plan import NewGoals, NewPeople, PlanForm
from interviews.models import Interview, Outcome
from interviews.planning import plan_goals, plan_people
from interviews.views.flip import with_known


@require_http_methods(["GET", "POST"])
@once
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom do I want to meet, what do I want to learn?"""
    rows = with_known(Interview.objects.with_company().with_facts(), "application__company")
    interview = own(request, rows, pk)
    sent = request.POST or None
    form = PlanForm(sent, instance=interview, owner=request.user)
    people, goals = NewPeople(sent, prefix="people"), NewGoals(sent, prefix="goals")
    if all([form.is_valid(), people.is_valid(), goals.is_valid()]):
        form.save()
        chosen = form.cleaned_data
        plan_people(interview, chosen["contacts"], chosen["expected"], people.answers)
        titles = [row["title"] for row in goals.answers]
        plan_goals(interview, chosen["goals"], chosen["topics"], titles)
        if "earlier_code" in form.changed_data:
            messages.info(request, _("Saved. Here is what fits now."))
            return redirect("interviews:plan", interview.pk)
        _tell_goals(request, interview)
        return redirect(interview)
    context = {
        "interview": interview,
        "form": form,
        "people": people,
        "goals": goals,
        "learn_prompt": learn_prompt(interview),
    }
    return render(request, "interviews/plan.html", context, status=form.status)


def _tell_goals(request: HttpRequest, interview: Interview) -> None:
    to_meet = interview.meetings.filter(planned=True).exists()
    to_learn = interview.lessons.exclude(plan="").exists()
    if to_meet and to_learn:
        messages.success(request, _("Your two goals are set."))
    elif to_meet or to_learn:
        messages.success(request, _("One goal is set. Add the other when you know it."))
    else:
        messages.info(request, _("Saved, without a goal so far."))


@require_safe
def next_debrief(request: HttpRequest) -> HttpResponse:
    """The latest interview that is over and not debriefed: one tap on the app's icon."""
    over = Interview.objects.for_user(request.user).to_debrief(timezone.now())
    latest = over.order_by("-ends_at").values_list("pk", flat=True).first()
    if latest is None:
        messages.info(request, _("There is nothing to debrief: every interview that is over is."))
        return redirect("interviews:list")
    return redirect("interviews:debrief", latest)


@require_http_methods(["GET", "POST"])
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """One page, under a minute: ticks for whom I met, words for what I learned."""
    interview = own(request, Interview.objects.with_company().with_asked(), pk)
    if not interview.has_begun(timezone.now()):
        return _not_yet(request, interview)
    return _debrief(request, interview)


@once
def _debrief(request: HttpRequest, interview: Interview) -> HttpResponse:
    sent = request.POST or None
    form = DebriefForm(sent, instance=interview, owner=request.user)
    meetings = list(interview.meetings.select_related("contact").order_by("id"))
    planned = list(interview.lessons.with_questions().order_by("id"))
    people, lessons = people_rows(meetings, sent), lesson_rows(planned, sent)
    asked = asked_rows(questions_to_ask(interview, planned, sent), meetings, sent)
    if all([form.is_valid(), people.is_valid(), lessons.is_valid(), asked.is_valid()]):
        debrief_people(interview, people)
        debrief_learning(interview, lessons, asked)
        interview.debrief(timezone.now(), **form.feelings())
        return back_or(request, interview)
    form.note_rows(people, lessons, asked)
    context = {
        "interview": interview,
        "form": form,
        "people": people,
        "lessons": lessons,
        "asked": asked,
        "others": fold_under(lessons, asked),
    }
    return render(request, "interviews/debrief.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What the company said, never mixed with the verdict; then on to what follows from it."""
    interview = own(
        request, with_known(Interview.objects.with_company(), "application__company"), pk
    )
    if not interview.has_begun(timezone.now()):
        return _not_yet(request, interview)
    form = OutcomeForm(
        request.POST or None,
        instance=interview,
        owner=request.user,
        initial=_likely(request, interview),
    )
    if form.is_valid():
        interview.record_outcome(form.cleaned_data["outcome"], form.cleaned_data["outcome_on"])
        messages.success(request, _outcome_message(interview))
        if interview.outcome == Outcome.WAITING:
            return back_or(request, f"{interview.get_absolute_url()}#next")
        return back_or(request, "feedback:next", interview.pk)
    offered = form["outcome"].value() == Outcome.OFFER
    context = {"interview": interview, "form": form, "offered": offered}
    return render(request, "interviews/outcome.html", context, status=form.status)


def _likely(request: HttpRequest, interview: Interview) -> dict[str, str]:
    """The answer that ``?as=`` speaks of, where none is recorded yet."""
    said = request.GET.get("as", "")
    return {"outcome": said} if interview.outcome == Outcome.WAITING and said in Outcome else {}


def _not_yet(request: HttpRequest, interview: Interview) -> HttpResponse:
    """No verdict and no answer on what has not happened: both metrics would count it."""
    messages.info(
        request,
        _(
            "It has not begun yet. If it was earlier, change its time; if it will not take place,"
            " say that it was cancelled."
        ),
    )
    return redirect(interview)


def _outcome_message(interview: Interview) -> str:
    if interview.outcome == Outcome.REJECTED:
        return _("Noted. What you gained there stays yours.")
    return _("Noted. Your own verdict stays as it is.")


@require_http_methods(["GET", "POST"])
@once
def meet(request: HttpRequest) -> HttpResponse:
    """Someone I just met: a person and the interview they came from, in one short form."""
    recent = Interview.objects.for_user(request.user).recent(timezone.now())
    form = MeetForm(request.POST or None, owner=request.user, interviews=recent)
    if form.is_valid():
        interview = own(
            request, Interview.objects.with_company(), form.cleaned_data["interview"].pk
        )
        name, role = form.cleaned_data["name"], form.cleaned_data["role"]
        meeting = interview.meet(name, role, **form.facts())
        interview.has_changed()
        messages.success(request, _("%(name)s is among your people.") % {"name": meeting.name})
        return redirect(meeting.contact)
    return render(request, "interviews/meet.html", {"form": form})
