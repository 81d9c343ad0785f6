from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from core import undo as journal
from core.http import own

UNDONE = {"kept", "made"}  # parts of an entry that is undone, a merge or an import; else put back


@transaction.non_atomic_requests
@require_GET
@login_not_required
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches no database."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """It can serve: the database answers, takes writes and has every migration."""
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind or _is_standby():
        return HttpResponse("not ready", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


def _is_standby() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        return bool(cursor.fetchone()[0])


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """What was deleted or merged in the last 30 days, each with a way back."""
    changes = journal.kept(timezone.now()).for_user(request.user).filter(undone_at=None)
    is_undo = Q(before__has_any_keys=list(UNDONE))
    rows = changes.annotate(is_undo=is_undo).defer("before")
    return render(request, "core/deleted.html", {"changes": rows.order_by("-made_at")[:200]})


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back. Sent twice, the second answer says that it is back already."""
    now = timezone.now()
    change = own(request, journal.kept(now), pk)
    is_undo = bool(UNDONE & set(change.before))
    if change.undone_at:
        words = _("%(what)s is undone already.") if is_undo else _("%(what)s is back already.")
        messages.info(request, words % {"what": change.label})
        return redirect("core:deleted")
    try:
        whole = journal.put_back(change, now)
    except journal.CannotPutBack as problem:
        messages.warning(request, str(problem))
        return redirect("core:deleted")
    words = _("%(what)s is undone.") if is_undo else _("%(what)s is back.")
    messages.success(request, words % {"what": change.label})
    if is_undo and not whole:
        messages.info(request, _("What you changed since then stays as you left it."))
    return redirect("core:deleted")
