"""My data: where it comes in and where it goes out; each table as a sheet; the record to print."""

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from transfer import record as activity
from transfer.record_form import RecordForm
from transfer.sheets import SHEETS, Sheet


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "transfer/index.html", {"sheets": SHEETS})


@require_safe
def sheet(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Whole, and not as a stream, which would be read after the transaction that shows my rows."""
    return _file(sheet.file(request.user).encode(), f"{sheet.slug}.csv", "text/csv; charset=utf-8")


@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """All of them in one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as together:
        for one in SHEETS:
            together.writestr(f"{one.slug}.csv", one.file(request.user))
    return _file(packed.getvalue(), "worthwhile-sheets.zip", "application/zip")


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What was done for finding work between two days, to print."""
    now, today = timezone.now(), timezone.localdate()
    form = RecordForm(request.GET)
    first, last = form.period(today)
    steps = activity.steps(request.user, first, last, now)
    context = {
        "form": form,
        "first": first,
        "last": last,
        "steps": steps,
        "totals": activity.totals(steps),
        "today": today,
    }
    return render(request, "transfer/record.html", context)


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    attached = f'attachment; filename="{name}"'
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": attached})
