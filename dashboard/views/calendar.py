from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.http import page_of
from dashboard.calendar import CalendarForm, Day, entries_of, month_of, weekdays

A_DAY = timedelta(days=1)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Interviews and due dates: a month as a grid or as an agenda, or one day with all it has."""
    today = timezone.localdate()
    chosen = CalendarForm(request.GET).chosen()
    if "day" in chosen:
        return _day(request, chosen["day"], today)
    context = {
        "month": month_of(request.user, chosen.get("month", today), today),
        "weekdays": weekdays(),
        "view": chosen.get("view", "month"),
        "room": "interviews",
    }
    return render(request, "dashboard/calendar.html", context)


def _day(request: HttpRequest, on: date, today: date) -> HttpResponse:
    day = Day(on, on == today, entries_of(request.user, on, on))
    context = {
        "day": day,
        "before": on - A_DAY,
        "after": on + A_DAY,
        "room": "interviews",
        **page_of(request, day.entries),
    }
    return render(request, "dashboard/calendar_day.html", context)
