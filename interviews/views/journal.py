"""The journal: lessons live in this room, and the page stands under Learning."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.http import page_of
from interviews import journal as pages
from interviews import markdown
from interviews.forms.journal import JournalFilterForm


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """A page at a time; with ``whole`` in the address all of it, to print."""
    form = JournalFilterForm(request.GET)
    chosen = form.journal()
    rows = pages.entries(request.user, **chosen)
    whole = "whole" in request.GET
    context = {"page": list(rows), "query": ""} if whole else page_of(request, rows)
    context |= {
        "form": form,
        "whole": whole,
        "groups": pages.groups(request.user, context["page"], chosen["by"]),
        "by_goal": chosen["by"] == pages.BY_GOAL,
        "markdown_url": _address("interviews:journal_markdown", form),
        "whole_url": _address("interviews:journal", form, whole="yes"),
        "room": "learning",  # as its address says, wherever the view stands
    }
    return render(request, "interviews/journal.html", context)


def _address(name: str, form: JournalFilterForm, **more: str) -> str:
    """That page with the same filters."""
    return f"{reverse(name)}?{urlencode({**form.chosen(), **more})}"


@require_safe
def journal_markdown(request: HttpRequest) -> HttpResponse:
    """All that the same filters show, as a file to keep."""
    chosen = JournalFilterForm(request.GET).journal()
    rows = pages.entries(request.user, **chosen)
    groups = pages.groups(request.user, rows, chosen["by"])
    title = _("What I know now that I did not")
    text = markdown.journal(title, groups, by_goal=chosen["by"] == pages.BY_GOAL)
    return HttpResponse(
        text,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="journal.md"'},
    )
