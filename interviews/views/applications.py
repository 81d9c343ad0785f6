"""Applications: one try at one role, and the rounds it took."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.models import Company
from core.back import back_or
from core.deleting import confirm_delete
from core.http import once, own, own_from_query, page_of
from core.merging import count_links
from interviews.flip import flip_lines, flip_of
from interviews.forms.application import (
    ApplicationFilterForm,
    ApplicationForm,
    CloseForm,
    NewApplicationForm,
)
from interviews.forms.interview import suggestions
from interviews.lines import lines
from interviews.models import Application, Ending, Interview, Stage
from interviews.next_touch import ENDINGS, suggestion
from interviews.touchpoints import count_sentence, line
from interviews.views.flip import with_known
from interviews.views.letters import answers_that_stay, letters_that_go
from interviews.views.touchpoints import process_of

ROUNDS, POINTS = 100, 50  # on an application's page


@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    form = ApplicationFilterForm(request.GET)
    rows = Application.objects.for_user(request.user).with_stage(timezone.now())
    rows = rows.chosen(**form.chosen()).with_verdicts().select_related("company").order_by("-id")
    context = {"form": form, **page_of(request, rows)}
    return render(request, "interviews/application_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    company = own_from_query(request, Company.objects.all(), "company")
    initial = {"company_name": company.name} if company else {}
    form = NewApplicationForm(request.POST or None, owner=request.user, initial=initial)
    if form.is_valid():
        application = form.save()
        messages.success(request, _("Saved. Add an interview when one is agreed."))
        return redirect(application)
    context = {"form": form, **suggestions(request.user)}
    return render(request, "interviews/application_form.html", context)


@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands, its rounds, everything that passed between me and the people there."""
    now = timezone.now()
    rows = Application.objects.select_related("company").with_stage(now)
    application = own(request, rows, pk)
    rounds = Interview.objects.for_user(request.user).filter(application=application)
    rounds = rounds.with_company().with_verdict().order_by("starts_at", "id")[:ROUNDS]
    process = process_of(application)
    points = process.points
    context = {
        "application": application,
        "lines": lines(rounds, now),
        "points_sentence": count_sentence(points),
        "points": [line(point) for point in points[-POINTS:]],
        "points_left_out": len(points[:-POINTS]),
        "suggestion": suggestion(process, now, request.user.quiet_days),  # type: ignore[union-attr]
        "flip_lines": flip_lines(flip_of(application)),
    }
    return render(request, "interviews/application.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    application = own(request, Application.objects.select_related("company"), pk)
    form = ApplicationForm(request.POST or None, instance=application, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(application)
    context = {"form": form, "application": application, **suggestions(request.user)}
    return render(request, "interviews/application_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how it ended. Its rounds stay as they were."""
    rows = Application.objects.select_related("company").with_stage(timezone.now())
    application = own(request, with_known(rows, "company"), pk)
    form = CloseForm(
        request.POST or None,
        instance=application,
        owner=request.user,
        initial=_likely(request, application),
    )
    if form.is_valid():
        application.close(form.cleaned_data["closed_as"], form.cleaned_data["closed_on"])
        messages.success(request, _("Closed. You can open it again at any time."))
        if _asks_for_a_letter(application):
            return back_or(request, "feedback:next_application", application.pk)
        return back_or(request, application)
    chosen = form["closed_as"].value()
    offered = chosen == Ending.ACCEPTED or (not chosen and application.stage == Stage.OFFER)
    context = {"form": form, "application": application, "offered": offered}
    return render(request, "interviews/application_close.html", context, status=form.status)


def _likely(request: HttpRequest, application: Application) -> dict[str, str]:
    """The ending that ``?as=`` speaks of, where none is noted yet."""
    return {} if application.closed_as else {"closed_as": request.GET.get("as", "")}


def _asks_for_a_letter(application: Application) -> bool:
    """Its ending does, unless an interview there says the same: then it is that one's step."""
    same = application.interviews.held().filter(outcome=application.closed_as)
    return application.closed_as in ENDINGS and not same.exists()


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    application = own(request, Application.objects.all(), pk)
    application.reopen()
    messages.success(request, _("Open again."))
    return back_or(request, application)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    application = own(request, Application.objects.select_related("company"), pk)
    has, also = count_links(application), []
    if rounds := has["interviews"]:
        text = ngettext(
            "%(n)s interview with what you learned there",
            "%(n)s interviews with what you learned there",
            rounds,
        )
        also.append(text % {"n": rounds})
    return confirm_delete(
        request,
        application,
        then="interviews:application_list",
        back=application.get_absolute_url(),
        also=[*also, *letters_that_go(has)],
        stays=answers_that_stay(has),
    )
