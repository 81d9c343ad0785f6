"""The rows of a file: what each would do or did, and what its person says of one."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.http import PAGE_SIZE, own, page_of
from core.intake import Fate, Sure
from transfer import formats, staging
from transfer.forms import questions
from transfer.models import Import, ImportRow, State

MAYBE = "maybe"
CHOICES = (Fate.SAME, Fate.ADD, Fate.SKIP)


def rows_of(request: HttpRequest, file: Import) -> dict[str, Any]:
    """The rows of one fate or all, a page at a time, and the columns that they were read from."""
    shown = request.GET.get("show", "")
    rows = file.rows.for_user(request.user).order_by("number")
    if shown in Fate.values:
        rows = rows.filter(fate=shown)
    elif shown == MAYBE:
        rows = rows.filter(sure=Sure.MAYBE, chosen="")
    context = page_of(request, rows)
    for row in context["page"]:
        _describe(row, file)
    return {
        **context,
        "shown": shown,
        "filters": _filters(file),
        "columns": _columns(file),
        "choices": _choices(),
        "replaces": Fate.FILL in _fates(file),
        "asks_words": any(row.asks_words for row in context["page"]),
        "form": questions(file) if file.state == State.READY else None,
    }


def _describe(row: Any, file: Import) -> None:
    """What its page and its line show of it, besides what it holds."""
    row.meets = _address(file, row.match)
    row.made = _address(file, row.became)
    row.fate_words = _fates(file).get(row.fate) or row.get_fate_display()
    row.asks_words = _asks_words(row, file)
    is_there = row.fate in (Fate.SAME, Fate.FILL)
    row.sure_words = row.get_sure_display() if is_there and not row.chosen else ""


def _address(file: Import, pk: int | None) -> str:
    return reverse(formats.KINDS[file.kind].page, args=[pk]) if pk else ""


def _fates(file: Import) -> dict[str, Any]:
    """How this kind calls some fates."""
    found: dict[str, Any] = getattr(
        getattr(formats.KINDS.get(file.kind), "intake", None), "fates", {}
    )
    return found


def _asks_words(row: ImportRow, file: Import) -> bool:
    """Whether it matters what its person says of it that the file does not."""
    form = staging.words_form(file)
    return bool(form and row.record and row.sure != Sure.CERTAIN and form.is_for(row.record))


def _filters(file: Import) -> Iterable[tuple[str, str, int]]:
    """What the rows can be narrowed to: in the address, in words, and how many."""
    words = {**dict(Fate.choices), **_fates(file), MAYBE: _("not sure")}
    return [(key, str(words[key]), file.counts[key]) for key in words if file.counts.get(key)]


def _columns(file: Import) -> list[tuple[str, str]]:
    """Each header and what becomes of it; empty where it is left out."""
    if not file.columns:
        return []
    one = formats.format_of(file.format)
    known, fields = one.meanings(file.columns), one.fields()
    return [
        (header, known.get(header) or fields.get(file.mapping.get(header, ""), ""))
        for header in file.columns
        if header
    ]


def _choices() -> list[tuple[str, str]]:
    return [
        (Fate.SAME, _("It is the same")),
        (Fate.ADD, _("It is another one")),
        (Fate.SKIP, _("Leave it out")),
    ]


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row: what it would do, what the person says of it, and what the file does not say."""
    row, file = _row_and_file(request, pk)
    if file.state != State.READY or row.record is None:
        messages.info(request, _("There is nothing to decide about this row any more."))
        return redirect(file)
    said = request.POST.get("chosen", "")
    if said in CHOICES and row.is_doubtful:
        staging.choose(row, file, said, timezone.now())
        return redirect(_place(row, file, request.POST.get("query", "")))
    form = _words_form(request, row, file)
    if form is not None and form.is_valid():
        staging.reword(row, file, form.cleaned_data, timezone.now())
        messages.success(request, _("It is noted. Nothing is written yet."))
        return redirect(_place(row, file))
    _describe(row, file)
    context = {"row": row, "file": file, "form": form, "choices": _choices()}
    return render(request, "transfer/import_row.html", {**context, "place": _place(row, file)})


def _row_and_file(request: HttpRequest, pk: int) -> tuple[ImportRow, Import]:
    """The file is locked first, as where it comes in: so neither waits for the other."""
    mine = ImportRow.objects.for_user(request.user).filter(pk=pk)
    file = own(request, Import.objects.light(), mine.values("file")[:1])
    return own(request, file.rows.all(), pk), file


def _words_form(request: HttpRequest, row: ImportRow, file: Import) -> Any:
    """The form with what a file of this kind does not say, where that matters."""
    if not _asks_words(row, file):
        return None
    form = staging.words_form(file)
    return form(request.POST or None, initial=row.record, owner=request.user)


def _place(row: ImportRow, file: Import, query: str = "") -> str:
    """Where the row stands in the preview: on the page that was looked at, else among all."""
    if not (query and all(char.isalnum() or char in "=&_-" for char in query)):
        query = f"page={(row.number - 1) // PAGE_SIZE + 1}"
    return f"{file.get_absolute_url()}?{query}#row-{row.number}"
