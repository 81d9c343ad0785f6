"""Companies: list, add, one's page, edit, delete."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from contacts.forms.companies import CompanyFilterForm, CompanyForm, NewCompanyForm
from contacts.models import Company
from core.deleting import confirm_delete
from core.http import once, own, page_of
from core.linked import count_of, linked, model_behind
from core.merging import count_links

SHOWN = 50  # people and applications on a company's page; their own lists have them all


@require_safe
def company_list(request: HttpRequest) -> HttpResponse:
    form = CompanyFilterForm(request.GET)
    companies = Company.objects.for_user(request.user).chosen(**form.chosen()).in_order()
    rows = companies.defer("notes").annotate(
        people=count_of(linked(Company, "contacts"), "company"),
        tries=count_of(linked(Company, "applications"), "company"),
    )
    return render(request, "contacts/company_list.html", {"form": form, **page_of(request, rows)})


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    form = NewCompanyForm(request.POST or None, owner=request.user)
    if form.is_valid():
        company = form.save()
        messages.success(request, _("%(name)s is among your companies.") % {"name": company})
        return redirect(company)
    return render(request, "contacts/company_form.html", {"form": form})


@require_safe
def company(request: HttpRequest, pk: int) -> HttpResponse:
    tries, feedback = model_behind(Company, "applications"), model_behind(Company, "answers")
    rows = Company.objects.with_people(at_most=SHOWN + 1).annotate(
        flip=tries.objects.flip_of("pk"), heard=feedback.objects.facts_of(SHOWN, company="pk")
    )
    company = own(request, rows, pk)
    latest = company.applications.with_stage(timezone.now()).order_by("-id")
    applications = _with_rounds(latest[: SHOWN + 1])
    context = {
        "company": company,
        "people": company.people[:SHOWN],
        "more_people": len(company.people) > SHOWN,
        "people_before": company.people_before[:SHOWN],
        "applications": applications[:SHOWN],
        "more_applications": len(applications) > SHOWN,
    }
    return render(request, "contacts/company.html", context)


def _with_rounds(applications: Any) -> list[Any]:
    """Each with its ``rounds`` in order; up to interviews by the reverse accessor alone."""
    interviews = model_behind(applications.model, "interviews").objects
    rounds = interviews.held().with_verdict().order_by("starts_at", "id")
    return list(applications.prefetch_related(Prefetch("interviews", rounds, to_attr="rounds")))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    company = own(request, Company.objects.all(), pk)
    form = CompanyForm(request.POST or None, instance=company, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(company)
    context = {"form": form, "company": company}
    return render(request, "contacts/company_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    company = own(request, Company.objects.all(), pk)
    has = count_links(company)
    return confirm_delete(
        request,
        company,
        then="contacts:company_list",
        back=company.get_absolute_url(),
        also=[*_applications_of(company), *_answers_of(has["answers"])],
        stays=_people_of(has["contacts"]),
    )


def _applications_of(company: Company) -> list[str]:
    """What is deleted with it, in words."""
    gone = company.applications.aggregate(
        tries=Count("pk", distinct=True),
        rounds=Count("interviews", distinct=True),
        letters=Count("letters", distinct=True),
    )
    if not gone["tries"]:
        return []
    tries = ngettext("%(n)s application", "%(n)s applications", gone["tries"])
    rounds = ngettext("%(n)s interview", "%(n)s interviews", gone["rounds"])
    with_rounds = _("%(tries)s there, with %(rounds)s and what you wrote about them") % {
        "tries": tries % {"n": gone["tries"]},
        "rounds": rounds % {"n": gone["rounds"]},
    }
    letters = ngettext("%(n)s letter", "%(n)s letters", gone["letters"])
    return [with_rounds, letters % {"n": gone["letters"]}] if gone["letters"] else [with_rounds]


def _answers_of(answers: int) -> list[str]:
    text = ngettext(
        "%(n)s answer with what they told you", "%(n)s answers with what they told you", answers
    )
    return [text % {"n": answers}] if answers else []


def _people_of(people: int) -> list[str]:
    """Who stays, in a sentence."""
    stay = ngettext(
        "%(n)s person there stays in your list, without a company.",
        "%(n)s people there stay in your list, without a company.",
        people,
    )
    return [stay % {"n": people}] if people else []
