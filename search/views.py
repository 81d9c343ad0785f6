"""One field for all that is mine."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

import contacts.search
import interviews.search
import learning.search
from core.search import A_FEW, LONGEST, MANY
from core.search import search as look_for

ROOMS = (contacts.search, interviews.search, learning.search)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A few of each kind; with ``?in=people`` many of that kind alone."""
    query, only = request.GET.get("q", "").replace("\0", "").strip(), request.GET.get("in", "")
    finds = [find for room in ROOMS for find in room.finds(request.user)]
    known = [find for find in finds if find.kind.name == only]
    groups = look_for(known or finds, query, timezone.now(), MANY if known else A_FEW)
    context = {
        "q": query[:LONGEST],
        "groups": groups,
        "count": sum(len(group.lines) for group in groups),
        "only": known[0].kind if known else None,
    }
    return render(request, "search/search.html", context)
