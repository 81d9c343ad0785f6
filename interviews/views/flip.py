"""The flip of one application, and what is known of a company before the next interview there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.models import Company
from core.http import own, own_from_query
from core.linked import model_behind
from interviews.forms.application import FlipForm
from interviews.models import Application

HEARD = 10  # answers above a form; the company's own page has more

# Answers are of a room above: up to them by the reverse accessor alone.
_Answer = model_behind(Company, "answers")


@require_http_methods(["GET", "POST"])
def flip(request: HttpRequest, pk: int) -> HttpResponse:
    """Four small ratings; back to the interview whose page led here."""
    application = own(request, Application.objects.select_related("company"), pk)
    back = own_from_query(request, application.interviews.all(), "interview") or application
    form = FlipForm(request.POST or None, instance=application, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. You will see it before the next interview there."))
        return redirect(back)
    context = {"application": application, "form": form, "back": back}
    return render(request, "interviews/flip.html", context, status=form.status)


def with_known(rows: Any, company: str) -> Any:
    """Add ``flip`` and ``heard``, what is known of the company at that path from each row."""
    return rows.annotate(
        flip=Application.objects.flip_of(company),
        heard=_Answer.objects.facts_of(HEARD, company=company),
    )


def with_answers(interviews: Any) -> Any:
    """Add ``answers_there``: the feedback about each interview."""
    return interviews.annotate(answers_there=_Answer.objects.facts_of(HEARD, interview="pk"))
