"""The interviews themselves: list, add, one's story, edit, cancel, delete."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.details import is_web_address
from contacts.models import Company
from core.back import back_or
from core.deleting import confirm_delete
from core.http import once, own, own_from_query, page_of
from core.merging import count_links
from interviews.forms.interview import (
    InterviewFilterForm,
    InterviewForm,
    NewInterviewForm,
    day_asked_for,
    suggestions,
)
from interviews.lines import lines
from interviews.models import Application, Ending, Interview, Outcome
from interviews.sentences import verdict_sentence
from interviews.views.flip import with_answers, with_known
from interviews.views.letters import (
    answers_that_stay,
    letter_lines,
    letters_that_go,
    with_letters,
)
from interviews.views.there import only_asked, there, with_people_there


@require_safe
def interview_list(request: HttpRequest) -> HttpResponse:
    """Coming up, to debrief, waiting, past: one page after the other."""
    now = timezone.now()
    form = InterviewFilterForm(request.GET)
    rows = Interview.objects.for_user(request.user).with_verdict().chosen(**form.chosen())
    rows = rows.with_company().grouped(now)
    context = {"form": form, **page_of(request, rows)}
    context["lines"] = lines(context["page"], now)
    return render(request, "interviews/interview_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    """Plain text for company and role; on to the plan, or to the debrief where it is over."""
    applications = with_known(Application.objects.select_related("company"), "company")
    applications = with_people_there(applications, "company")
    application = own_from_query(request, applications, "application")
    company = None if application else _company(request)
    typed = only_asked(request)
    form = NewInterviewForm(
        None if typed else request.POST or None,
        owner=request.user,
        application=application,
        initial=typed or {**day_asked_for(request), **_prefill(application, company)},
    )
    if form.is_valid():
        interview = form.save()
        if interview.is_over(timezone.now()):
            return back_or(request, "interviews:debrief", interview.pk)
        return back_or(request, "interviews:plan", interview.pk)
    known = application or company
    asked = there(request, form["company"].value(), known)
    context = {"form": form, "known": known, "there": asked, **suggestions(request.user)}
    return render(request, "interviews/interview_form.html", context)


def _company(request: HttpRequest) -> Any:
    """That of ``?company=``, if it is mine, with what is known of it."""
    companies = with_people_there(with_known(Company.objects.all(), "pk"), "pk")
    return own_from_query(request, companies, "company")


def _prefill(application: Application | None, company: Company | None) -> dict[str, Any]:
    """From the application whose next round it is, or from the company whose page led here."""
    if application:
        return {"company": application.company.name, "role": application.role}
    return {"company": company.name} if company else {}


@require_safe
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """Its story from top to bottom: the plan, the debrief, what they said, what came next."""
    rows = Interview.objects.with_company().with_verdict().with_next_round()
    rows = with_letters(with_known(rows.with_asked(), "application__company"))
    interview = own(request, with_answers(rows), pk)
    meetings = list(interview.meetings.select_related("contact").order_by("id"))
    lessons = list(interview.lessons.select_related("goal").order_by("id"))
    learned = [lesson for lesson in lessons if lesson.learned]
    met = [meeting for meeting in meetings if meeting.met]
    has_lesson, has_begun = any(x.plan for x in lessons), interview.has_begun(timezone.now())
    has_plan = has_lesson or any(m.planned for m in meetings)
    context = {
        "interview": interview,
        "meetings": meetings,
        "lessons": lessons,
        "met": met,
        "learned": learned,
        "letters": letter_lines(interview.letters_there),
        "sentence": verdict_sentence([meeting.name for meeting in met], learned),
        "has_plan": has_plan,
        "has_lesson": has_lesson,
        "has_begun": has_begun,
        "main": _main_action(interview, has_plan, has_begun),
        "ending": interview.outcome if interview.outcome in Ending.values else "",
        "place_is_link": is_web_address(interview.place),
    }
    return render(request, "interviews/interview.html", context)


def _main_action(interview: Any, has_plan: bool, has_begun: bool) -> str:
    """The one thing to do now, whose button stands out; nothing where nothing is."""
    if not has_begun:
        return "" if has_plan else "plan"
    if not interview.debriefed_at:
        return "debrief"
    if interview.outcome == Outcome.WAITING:
        return "outcome"
    if interview.outcome == Outcome.ADVANCED:
        return "" if interview.next_round else "round"
    return "" if interview.application.closed_as else "next"


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    interview = own(request, Interview.objects.with_company(), pk)
    form = InterviewForm(request.POST or None, instance=interview, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return back_or(request, interview)
    context = {"form": form, "interview": interview}
    return render(request, "interviews/interview_form.html", context, status=form.status)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not take place, and counts nowhere; with ``back`` in the form, it will."""
    interview = own(request, Interview.objects.all(), pk)
    if "back" in request.POST:
        interview.restore()
        messages.success(request, _("It takes place after all."))
    else:
        interview.cancel(timezone.now())
        messages.success(request, _("Cancelled. It counts nowhere, and you can bring it back."))
    return redirect(interview)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    interview = own(request, Interview.objects.with_company(), pk)
    has, also = count_links(interview), []
    if lessons := has["lessons"]:
        also.append(ngettext("%(n)s lesson", "%(n)s lessons", lessons) % {"n": lessons})
    return confirm_delete(
        request,
        interview,
        then="interviews:list",
        back=interview.get_absolute_url(),
        also=[*also, *letters_that_go(has)],
        stays=[_("The people you met there stay with you."), *answers_that_stay(has)],
    )
