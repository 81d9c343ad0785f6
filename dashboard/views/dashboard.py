from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard import charts, metrics, sentences, tables
from dashboard.forms import ScopeForm


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    offered = metrics.choices(request.user)
    form = ScopeForm(request.GET, offered)
    scope = form.scope(today)
    figures = metrics.figures(request.user, scope)
    context = {
        "form": form,
        "is_new": not offered.companies,
        "is_all": scope == metrics.Scope(),
        "figures": figures,
        "worth": sentences.worth(figures),
        "answers": tables.answers_of(figures),
        "grid": tables.grid_of(figures),
        "over_time": sentences.over_time(figures),
        "chart": charts.over_time(figures, today.replace(day=1)),
        "months": tables.months_of(figures),
        "closed": sentences.closed_apart(metrics.closed_without_interview(request.user, scope)),
    }
    return render(request, "dashboard/dashboard.html", context)
