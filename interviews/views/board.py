"""The board of applications, and the day applied, which is the one fact that no other page asks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.back import back_or
from core.http import is_id, own
from interviews.board import columns_of
from interviews.forms.application import AppliedForm
from interviews.models import Application


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Where each application stands. ``?moved=`` is the one whose fact was just told."""
    moved = request.GET.get("moved", "")
    columns = columns_of(request.user, timezone.now(), int(moved) if is_id(moved) else None)
    context = {"columns": columns, "is_empty": not any(column.cards for column in columns)}
    return render(request, "interviews/board.html", context)


@require_http_methods(["GET", "POST"])
def applied(request: HttpRequest, pk: int) -> HttpResponse:
    application = own(request, Application.objects.select_related("company"), pk)
    form = AppliedForm(request.POST or None, instance=application, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return back_or(request, application)
    context = {"form": form, "application": application}
    return render(request, "interviews/applied.html", context, status=form.status)
