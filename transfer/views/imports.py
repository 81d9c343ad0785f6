"""The one way in: choose a file, say what it leaves open, look, import, and undo."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import once, own, page_of
from core.models import Change
from core.ownership import OwnedQuerySet
from transfer import formats, importing, jobs, staging
from transfer.forms import FileForm, answers, questions, too_large
from transfer.models import Import, State
from transfer.unpacking import LARGEST
from transfer.views.rows import rows_of

FILES_AT_ONCE = 10  # of a zip are read at once; the rest by jobs


@require_http_methods(["GET", "POST"])
@once
def imports(request: HttpRequest) -> HttpResponse:
    """Choose a file or paste; what waits, and what came in lately."""
    form = FileForm(request.POST or None, request.FILES or None, owner=request.user)
    if form.is_valid():
        opened = form.opened
        # The first of a zip is taken last, and so the first of the latest.
        taken = [staging.take(request.user, one, opened.bundle) for one in reversed(opened.found)]
        files = taken[::-1]
        _read(request, files)
        _say_how_many(request, files)
        _say_left_out(request, opened.left_out)
        return redirect(files[0] if len(files) == 1 else "transfer:imports")
    latest = _with_entries(request).order_by("-created_at", "-pk")
    context: dict[str, Any] = {"form": form, "largest": LARGEST, "too_large": too_large()}
    context |= page_of(request, latest)
    for file in context["page"]:
        _as_it_is(file)
    return render(request, "transfer/imports.html", context)


def _with_entries(request: HttpRequest) -> OwnedQuerySet[Import]:
    """Files, and of each whether its entry of the journal is there: to be undone, or undone."""
    entry = Change.objects.for_user(request.user).filter(pk=OuterRef("change"))
    return (
        Import.objects.for_user(request.user)
        .light()
        .annotate(
            can_undo=Exists(entry.filter(undone_at=None)),
            is_undone=Exists(entry.exclude(undone_at=None)),
        )
    )


def _as_it_is(file: Any) -> None:
    """What came in may have been undone where all that was deleted stands."""
    if file.state == State.DONE and file.is_undone:
        file.state = State.UNDONE


def _read(request: HttpRequest, files: list[Import]) -> None:
    """What is small at once; a long file, and all that comes after it or is many, by jobs: so
    people are read before what meets them.
    """
    left = staging.READ_AT_ONCE
    for n, file in enumerate(one for one in files if one.state == State.READING):
        left -= len(file.content)
        if left >= 0 and n < FILES_AT_ONCE:
            staging.read(request.user, file.pk, timezone.now())
        else:
            jobs.later(file)


def _say_how_many(request: HttpRequest, files: list[Import]) -> None:
    n = len(files)
    if n > 1:
        words = ngettext("%(n)s file of it stands below.", "%(n)s files of it stand below.", n)
        messages.info(request, words % {"n": n})


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
    file = own(request, _with_entries(request).annotate(has_job=jobs.waiting()), pk)
    _as_it_is(file)
    context: dict[str, Any] = {"file": file, "format": formats.format_of(file.format)}
    context["is_stuck"] = file.is_at_work and not file.has_job
    if file.state == State.ASKING:
        context["form"] = questions(file)
    elif file.rows_are_shown:
        context |= rows_of(request, file)
    return render(request, "transfer/import.html", context)


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
    _read(request, [file])
    return redirect(file)


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Import, or go on where it broke. Pressed twice, the second press finds it under way."""
    file = own(request, Import.objects.light(), pk)
    if file.state == State.READY:
        importing.begin(file)
        _carry_on(request, file, file.total)
    elif file.is_at_work and not jobs.is_waiting(file):
        jobs.later(file)
    return redirect(file)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel, and undo: what of it is in goes again."""
    file = own(request, Import.objects.light(), pk)
    if file.state not in (State.CANCELLED, State.UNDONE, State.FAILED, State.STOPPING):
        importing.stop(file)
        _carry_on(request, file, file.done)
    is_gone = file.state == State.CANCELLED and not file.problem
    return redirect("transfer:imports" if is_gone else file)


def _carry_on(request: HttpRequest, file: Import, rows: int) -> None:
    if rows <= importing.WRITE_AT_ONCE:
        importing.carry_on(request.user, file.pk, timezone.now())
        file.refresh_from_db(fields=["state", "problem"])
    elif file.is_at_work:
        jobs.later(file)
