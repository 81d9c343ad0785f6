"""Merge two people, or two companies: choose the other, look at both, confirm; likely doubles."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from contacts import doubles
from contacts.forms.merging import MergeForm, MergeSearchForm
from contacts.merging import COMPANIES, PEOPLE, Sort, merge
from contacts.models import Company, Contact
from core.http import is_id, once, own, read_form_key
from core.merging import count_links

FOUND = 30  # rows that a search shows; more words find fewer
SHOWN = 100  # pairs on the page of likely doubles
# What hangs on a row, by the reverse accessor that leads there.
MOVING = {
    "meetings": ngettext_lazy("%(n)s interview", "%(n)s interviews", "n"),
    "touches": ngettext_lazy("%(n)s conversation", "%(n)s conversations", "n"),
    "letters": ngettext_lazy("%(n)s letter", "%(n)s letters", "n"),
    "answers": ngettext_lazy("%(n)s answer", "%(n)s answers", "n"),
    "introduced": ngettext_lazy("%(n)s introduction", "%(n)s introductions", "n"),
    "contacts": ngettext_lazy("%(n)s person there", "%(n)s people there", "n"),
    "applications": ngettext_lazy("%(n)s application", "%(n)s applications", "n"),
    "employments": ngettext_lazy("%(n)s earlier place", "%(n)s earlier places", "n"),
}
CHOOSERS = {Contact: "contacts:merge", Company: "contacts:merge_company"}
PREVIEWS = {Contact: "contacts:merge_preview", Company: "contacts:merge_company_preview"}


@require_safe
def choose_person(request: HttpRequest, pk: int) -> HttpResponse:
    contact = own(request, Contact.objects.select_related("company"), pk)
    likely = doubles.people(request.user, like=contact)
    people = Contact.objects.for_user(request.user).select_related("company")
    found = people.matching(_typed(request)).defer("notes", "company__notes")
    return _choose(request, contact, likely, found)


@require_safe
def choose_company(request: HttpRequest, pk: int) -> HttpResponse:
    company = own(request, Company.objects.all(), pk)
    likely = doubles.companies(request.user, like=company)
    found = Company.objects.for_user(request.user).chosen(_typed(request)).defer("notes")
    return _choose(request, company, likely, found)


def _typed(request: HttpRequest) -> str:
    q: str = MergeSearchForm(request.GET).chosen().get("q", "")
    return q


def _choose(request: HttpRequest, kept: Any, likely: list[Any], found: Any) -> HttpResponse:
    asked = bool(_typed(request))
    others = found.exclude(pk=kept.pk).in_order()[:FOUND] if asked else []
    context = {
        "kept": kept,
        "form": MergeSearchForm(request.GET),
        "asked": asked,
        "likely": likely[:SHOWN],
        "found": others,
        "preview": reverse(PREVIEWS[type(kept)], args=[kept.pk]),
    }
    return render(request, "contacts/merge_choose.html", context)


@require_http_methods(["GET", "POST"])
@once
def merge_people(request: HttpRequest, pk: int) -> HttpResponse:
    return _merge(request, PEOPLE, pk)


@require_http_methods(["GET", "POST"])
@once
def merge_companies(request: HttpRequest, pk: int) -> HttpResponse:
    return _merge(request, COMPANIES, pk)


def _merge(request: HttpRequest, sort: Sort, pk: int) -> HttpResponse:
    """Both side by side, ``?with=`` the one that goes; a POST makes them one."""
    kept, other = _two(request, sort, pk)
    if other is None:
        return redirect(CHOOSERS[sort.model], pk)
    form = MergeForm(request.POST or None, owner=request.user, sort=sort, kept=kept, other=other)
    if form.is_valid():
        key = read_form_key(request.POST.get("form_key"), request.user.pk) or ""
        change = merge(sort, kept, other, form.choices(), form_key=key)
        text = _("%(other)s is merged into %(kept)s.") % {"other": other, "kept": kept}
        messages.success(request, text, extra_tags=f"undo-{change.pk}")
        return redirect(kept)
    context = {
        "form": form,
        "kept": kept,
        "other": other,
        "moving": _moving(other),
        "here": reverse(PREVIEWS[sort.model], args=[kept.pk]),
        "swapped": reverse(PREVIEWS[sort.model], args=[other.pk]),
    }
    return render(request, "contacts/merge.html", context, status=form.status)


def _two(request: HttpRequest, sort: Sort, pk: int) -> tuple[Any, Any]:
    """Both rows, on POST both locked; no other one where none was chosen yet.

    Locked in the order of their ids: two tabs that merge them either way round take turns.
    """
    sent = request.GET.get("with", "")
    ids = {pk, int(sent) if is_id(sent) else pk}
    rows = sort.rows.for_user(request.user).filter(pk__in=ids).order_by("pk")
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    found = {row.pk: row for row in rows}
    if len(found) < len(ids) or (len(ids) == 1 and request.method == "POST"):
        raise Http404("One of the two is not there")
    if sent == str(pk):
        messages.info(request, _("That is the same one. Choose another."))
    return found.pop(pk), next(iter(found.values()), None)


def _moving(other: Any) -> list[str]:
    """What hangs on the one that goes, in words."""
    counts = {name: n for name, n in count_links(other).items() if n}
    return [str(MOVING[name] % {"n": n}) for name, n in counts.items() if name in MOVING]


@require_safe
def likely(request: HttpRequest) -> HttpResponse:
    """Who may be one and the same, people and companies."""
    people, companies = doubles.people(request.user), doubles.companies(request.user)
    context = {
        "people": people[:SHOWN],
        "companies": companies[:SHOWN],
        "more": len(people) > SHOWN or len(companies) > SHOWN,
        "shown": SHOWN,
    }
    return render(request, "contacts/doubles.html", context)
