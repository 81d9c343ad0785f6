"""The scripts that letters are made from: the shipped ones, mine in their place, and more."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.deleting import confirm_delete
from core.http import once, own
from feedback.filling import PLACES, fill
from feedback.forms.script import NewScriptForm, NewShippedForm, ScriptForm, ShippedForm
from feedback.models import LetterKind, Script
from feedback.wording import SHIPPED


@require_safe
def script_list(request: HttpRequest) -> HttpResponse:
    """Each kind with the script in force, and those added for it."""
    mine = Script.objects.for_user(request.user).defer("body").order_by("name", "id")
    kinds = [
        {
            "value": kind.value,
            "label": kind.label,
            "subject": SHIPPED[kind].subject,
            "changed": next((row for row in mine if row.kind == kind and row.is_shipped), None),
            "added": [row for row in mine if row.kind == kind and not row.is_shipped],
        }
        for kind in LetterKind
    ]
    return render(request, "feedback/script_list.html", {"kinds": kinds})


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    """One more. It begins with the shipped wording of its kind."""
    kind = request.GET.get("kind", "")
    shipped = SHIPPED.get(kind)
    initial = {"kind": kind, "subject": shipped.subject, "body": shipped.body} if shipped else {}
    form = NewScriptForm(request.POST or None, owner=request.user, initial=initial)
    return _edit(request, form, _("Add a script"))


@require_http_methods(["GET", "POST"])
def shipped(request: HttpRequest) -> HttpResponse:
    """The shipped wording of ``?kind=``; saved, mine stands in its place."""
    kind = request.GET.get("kind", "")
    if kind not in LetterKind.values:
        return redirect("feedback:scripts")
    mine = Script.objects.for_user(request.user).filter(kind=kind, is_shipped=True).first()
    if mine and request.method == "GET":
        return redirect("feedback:script", mine.pk)
    return _shipped(request, LetterKind(kind))


@once
def _shipped(request: HttpRequest, kind: LetterKind) -> HttpResponse:
    row = Script(kind=kind, name=str(kind.label), is_shipped=True)
    words = {"subject": SHIPPED[kind].subject, "body": SHIPPED[kind].body}
    form = NewShippedForm(request.POST or None, instance=row, owner=request.user, initial=words)
    return _edit(request, form, kind.label)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    script = own(request, Script.objects.all(), pk)
    kind_of_form = ShippedForm if script.is_shipped else ScriptForm
    form = kind_of_form(request.POST or None, instance=script, owner=request.user)
    return _edit(request, form, script.name)


def _edit(request: HttpRequest, form: ScriptForm, heading: Any) -> HttpResponse:
    """Save it, or show how it reads with made-up names filled in."""
    if form.is_valid() and "preview" not in request.POST:
        form.save()
        messages.success(request, _("Saved."))
        if form.warning:
            messages.warning(request, form.warning)
        return redirect("feedback:scripts")
    context = {
        "form": form,
        "heading": heading,
        "preview": {} if form.errors else _filled(form.text, request.user),
        "places": PLACES,
    }
    return render(request, "feedback/script_form.html", context, status=form.status)


def _filled(text: dict[str, str], user: Any) -> dict[str, str]:
    names = {"COMPANY": _("Umbrella"), "NAME": _("Priya"), "ROLE": _("Senior engineer")}
    names["ME"] = user.name or _("Your name")
    return {name: fill(words, names) for name, words in text.items()}


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one of mine; where it stood in place of a shipped one, that one holds again."""
    script = own(request, Script.objects.all(), pk)
    stays = [_("Letters written with it stay as they are.")]
    if script.is_shipped:
        stays.insert(0, _("The shipped wording holds again."))
    return confirm_delete(
        request,
        script,
        then="feedback:scripts",
        back=reverse("feedback:script", args=[script.pk]),
        stays=stays,
    )
