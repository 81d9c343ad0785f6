"""The one way in: choose a file, say what it leaves open, look, import, and undo."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import once, own, page_of
from core.intake import Fate, Sure
from core.models import Change
from transfer import formats, importing, jobs, staging
from transfer.forms import FileForm, answers, questions, too_large
from transfer.models import Import, ImportRow, State
from transfer.unpacking import LARGEST

LATEST = 20
MAYBE = "maybe"
CHOICES = (Fate.SAME, Fate.ADD, Fate.SKIP)


@require_http_methods(["GET", "POST"])
@once
def imports(request: HttpRequest) -> HttpResponse:
    """Choose a file or paste; what waits, and what came in lately."""
    form = FileForm(request.POST or None, request.FILES or None, owner=request.user)
    if form.is_valid():
        opened = form.opened
        files = [staging.take(request.user, found, opened.bundle) for found in opened.found]
        for file in files:
            _read(request, file)
        _say_left_out(request, opened.left_out)
        return redirect(files[0] if len(files) == 1 else "transfer:imports")
    latest = Import.objects.for_user(request.user).light().order_by("-created_at", "pk")[:LATEST]
    context = {"form": form, "files": latest, "largest": LARGEST, "too_large": too_large()}
    return render(request, "transfer/imports.html", context)


def _read(request: HttpRequest, file: Import) -> None:
    """A small file at once, a long one by a job."""
    if file.state != State.READING:
        return
    if staging.is_small(file):
        staging.read(request.user, file.pk, timezone.now())
    else:
        jobs.later(file)


def _say_left_out(request: HttpRequest, left_out: list[tuple[str, str]]) -> None:
    if not left_out:
        return
    words = ngettext(
        "%(n)s file of it is left out: %(names)s.",
        "%(n)s files of it are left out: %(names)s.",
        len(left_out),
    )
    names = ", ".join(f"{name} ({why.rstrip('.')})" for name, why in left_out[:3])
    if len(left_out) > 3:
        names += ", …"
    messages.info(request, words % {"n": len(left_out), "names": names})


@require_safe
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a file stands: questions, a bar, the preview, or what became of it."""
    mine = Change.objects.for_user(request.user).filter(pk=OuterRef("change"), undone_at=None)
    file = own(request, Import.objects.light().annotate(can_undo=Exists(mine)), pk)
    context: dict[str, Any] = {"file": file, "format": formats.format_of(file.format)}
    if file.state == State.ASKING:
        context["form"] = questions(file)
    elif file.rows_are_shown:
        context |= _rows(request, file)
    return render(request, "transfer/import.html", context)


def _rows(request: HttpRequest, file: Import) -> dict[str, Any]:
    """The rows of one fate or all, a page at a time, and the columns that they were read from."""
    shown = request.GET.get("show", "")
    rows = file.rows.for_user(request.user).order_by("number")
    if shown in Fate.values:
        rows = rows.filter(fate=shown)
    elif shown == MAYBE:
        rows = rows.filter(sure=Sure.MAYBE)
    context = page_of(request, rows)
    for row in context["page"]:
        row.meets = _address(file, row.match)
        row.made = _address(file, row.became)
    return {
        **context,
        "shown": shown,
        "filters": _filters(file),
        "columns": _columns(file),
        "choices": _choices(),
        "asks_words": hasattr(getattr(formats.KINDS.get(file.kind), "intake", None), "words_form"),
        "form": questions(file) if file.state == State.READY else None,
    }


def _address(file: Import, pk: int | None) -> str:
    return reverse(formats.KINDS[file.kind].page, args=[pk]) if pk else ""


def _filters(file: Import) -> Iterable[tuple[str, str, int]]:
    """What the rows can be narrowed to: in the address, in words, and how many."""
    words = {**dict(Fate.choices), MAYBE: _("not sure")}
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


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """How its dates are written and where its columns go; then it is read anew."""
    file = own(request, Import.objects.all(), pk)
    if file.state not in (State.ASKING, State.READY):
        return redirect(file)
    form = questions(file, request.POST)
    if not form.is_valid():
        context = {"file": file, "format": formats.format_of(file.format), "form": form}
        return render(request, "transfer/import.html", {**context, "asks": True})
    file.day_first, mapping = answers(form)
    staging.remember(file, mapping)
    file.state = State.READING
    file.save()
    _read(request, file)
    return redirect(file)


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """One row: what it would do, what the person says of it, and what the file does not say."""
    row = own(request, ImportRow.objects.select_related("file").defer("file__packed"), pk)
    file = own(request, Import.objects.light(), row.file_id)
    if file.state != State.READY or row.record is None:
        messages.info(request, _("There is nothing to decide about this row any more."))
        return redirect(file)
    said = request.POST.get("chosen", "")
    if said in CHOICES and row.is_doubtful:
        staging.choose(row, file, said)
        return redirect(_back(request, file))
    form = _words_form(request, row, file)
    if form is not None and form.is_valid():
        staging.reword(row, file, form.cleaned_data, timezone.now())
        messages.success(request, _("Saved."))
        return redirect(file)
    row.meets = _address(file, row.match)
    context = {"row": row, "file": file, "form": form, "choices": _choices()}
    return render(request, "transfer/import_row.html", context)


def _words_form(request: HttpRequest, row: ImportRow, file: Import) -> Any:
    """The form with what a file of this kind does not say, where there is such a thing."""
    form = getattr(formats.KINDS[file.kind].intake, "words_form", None)
    return form(request.POST or None, initial=row.record, owner=request.user) if form else None


def _back(request: HttpRequest, file: Import) -> str:
    """The page of the preview that was decided on."""
    query = request.POST.get("query", "")
    safe = query and all(char.isalnum() or char in "=&_-" for char in query)
    return f"{file.get_absolute_url()}?{query}" if safe else file.get_absolute_url()


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Import. Pressed twice, the second press finds it under way."""
    file = own(request, Import.objects.light(), pk)
    if file.state == State.READY:
        importing.begin(file)
        _carry_on(request, file, file.total)
    return redirect(file)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, and undo: what of it is in goes again."""
    file = own(request, Import.objects.light(), pk)
    if file.state not in (State.CANCELLED, State.UNDONE, State.FAILED, State.STOPPING):
        importing.stop(file)
        _carry_on(request, file, file.done)
    return redirect("transfer:imports" if file.state == State.CANCELLED else file)


def _carry_on(request: HttpRequest, file: Import, rows: int) -> None:
    if rows <= importing.WRITE_AT_ONCE:
        importing.carry_on(request.user, file.pk, timezone.now())
        file.refresh_from_db(fields=["state"])
    elif file.is_at_work:
        jobs.later(file)
