from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard import histories, sentences
from dashboard.forms import ScopeForm
from dashboard.pictures import ink
from dashboard.pictures.gallery import PICTURES


class Reading(NamedTuple):
    """What an address with filters asks for."""

    form: ScopeForm
    chosen: histories.Chosen


def read(request: HttpRequest) -> Reading:
    """The person's histories, narrowed by the filters in the address. Two statements."""
    today = timezone.localdate()
    everything = histories.read(request.user, timezone.now())
    form = ScopeForm(request.GET, histories.choices(everything))
    return Reading(form, histories.Chosen(everything, form.scope(today), today))


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    form, chosen = read(request)
    context = {
        "form": form,
        "query": form.query(),
        "is_new": not chosen.everything,
        "is_all": chosen.scope == histories.Scope(),
        "is_empty": not chosen.histories,
        "figures": chosen.figures,
        "worth": sentences.worth(chosen.figures),
        "said": sentences.what_they_said(chosen.figures),
        "pens": ink.PENS,
        "pictures": [(picture, picture.draw(chosen)) for picture in PICTURES],
    }
    return render(request, "dashboard/dashboard.html", context)
