"""Delete, as every room does it: asked once, and put back with one tap for 30 days."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import undo
from core.http import read_form_key
from core.ownership import Owned


def confirm_delete(
    request: HttpRequest,
    row: Owned,
    *,
    then: str,
    back: str,
    also: Iterable[str] = (),
    stays: Iterable[str] = (),
    follow: undo.Follow | None = None,
) -> HttpResponse:
    """Ask on GET; on POST delete ``row`` and go to the URL name ``then``. The view is ``@once``.

    ``also`` says what goes with it, ``stays`` in sentences what does not; ``back`` is where Cancel
    leads. ``follow`` is for ``undo.delete``.
    """
    label = str(row)
    key = read_form_key(request.POST.get("form_key"), request.user.pk)
    if request.method == "POST" and key:
        change = undo.delete(row, label, form_key=key, follow=follow)
        text = _("“%(what)s” is deleted.") % {"what": label}
        messages.success(request, text, extra_tags=f"undo-{change.pk}")
        return redirect(then)
    asked = label.rstrip(".?")  # of a sentence: the page ends with a question mark of its own
    context = {"object": asked, "also": list(also), "stays": list(stays), "cancel_url": back}
    return render(request, "components/confirm_delete.html", context)
