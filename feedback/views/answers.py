"""Answers: what was said, from whom, and what I do next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.models import Company, Contact
from contacts.spoken import next_day_follows
from core.deleting import confirm_delete
from core.http import once, own, own_from_query
from feedback.forms.answer import AnswerForm, NewAnswerForm
from feedback.models import Answer, Letter
from interviews.models import Application, Interview


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    """Feedback that came, asked for or not."""
    form = NewAnswerForm(request.POST or None, instance=_begun(request), owner=request.user)
    if form.is_valid():
        answer = form.save()
        messages.success(request, _("Noted."))
        return redirect(answer)
    return render(request, "feedback/answer_form.html", {"form": form})


def _begun(request: HttpRequest) -> Answer:
    """An answer to, about or from what the address names, as far as that is mine."""
    companies = "application__company", "interview__application__company", "contact__company"
    letter = own_from_query(request, Letter.objects.select_related(*companies), "letter")
    interview = application = company = contact = None
    if letter:
        interview, application, contact = letter.interview, letter.application, letter.contact
    else:
        interview = own_from_query(request, Interview.objects.with_company(), "interview")
        contact = own_from_query(request, Contact.objects.select_related("company"), "contact")
    if not (letter or interview):
        applications = Application.objects.select_related("company")
        application = own_from_query(request, applications, "application")
    application = interview.application if interview else application
    if not application:
        company = own_from_query(request, Company.objects.all(), "company")
    company = application.company if application else company or (contact and contact.company)
    named: dict[str, Any] = {"company": company} if company else {}
    return Answer(
        letter=letter, interview=interview, application=application, contact=contact, **named
    )


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    answer = own(request, Answer.objects.with_links(), pk)
    due = answer.apply_again_on and answer.apply_again_on <= timezone.localdate()
    return render(request, "feedback/answer.html", {"answer": answer, "is_time": due})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    answer = own(request, Answer.objects.with_links(), pk)
    form = AnswerForm(request.POST or None, instance=answer, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(answer)
    context = {"form": form, "answer": answer}
    return render(request, "feedback/answer_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    answer = own(request, Answer.objects.with_links(), pk)
    stays = [_("The goal you made from it stays on your list.")] if answer.goal else []
    return confirm_delete(
        request,
        answer,
        then="feedback:list",
        back=answer.get_absolute_url(),
        stays=stays,
        follow=next_day_follows(answer.contact) if answer.contact else None,
    )
