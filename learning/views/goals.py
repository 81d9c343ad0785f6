"""Goals: the backlog, add, one's page, edit, move, delete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deleting import confirm_delete
from core.http import once, own, page_of
from learning.forms import GoalFilterForm, GoalForm, NewGoalForm, NewQuestionForm
from learning.models import Goal, Status
from learning.views import elsewhere

LATEST = 100  # lessons on a goal's page


@require_safe
def goal_list(request: HttpRequest) -> HttpResponse:
    """The backlog by kind, a page at a time."""
    form = GoalFilterForm(request.GET)
    goals = Goal.objects.for_user(request.user).chosen(**form.chosen()).by_kind()
    context = {"form": form, **page_of(request, goals.annotate(**elsewhere.counts()))}
    elsewhere.find_places(context["page"].object_list, request.user, timezone.now())
    return render(request, "learning/goal_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    form = NewGoalForm(request.POST or None, owner=request.user)
    if form.is_valid():
        goal = form.save()
        messages.success(request, _("“%(goal)s” is on your list.") % {"goal": goal})
        return redirect(goal)
    return render(request, "learning/goal_form.html", {"form": form})


@require_safe
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands: its questions, the interviews it was in, and where it came from."""
    goal = own(request, Goal.objects.annotate(**elsewhere.facts()), pk)
    elsewhere.read_dates(goal)
    elsewhere.find_places([goal], request.user, timezone.now())
    lessons = goal.lessons.select_related("interview__application__company").order_by(
        "-interview__starts_at", "-pk"
    )
    context = {
        "goal": goal,
        "lessons": lessons[:LATEST],
        "latest": LATEST,
        "statuses": Status.choices,
        "form": NewQuestionForm(owner=request.user),
    }
    return render(request, "learning/goal.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    goal = own(request, Goal.objects.all(), pk)
    form = GoalForm(request.POST or None, instance=goal, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(goal)
    context = {"form": form, "goal": goal}
    return render(request, "learning/goal_form.html", context, status=form.status)


@require_POST
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it: someday, active, learned or dropped."""
    goal = own(request, Goal.objects.all(), pk)
    chosen = request.POST.get("status", "")
    if chosen not in Status.values:
        messages.warning(request, _("Choose where the goal stands, then save."))
        return redirect(goal)
    goal.status = chosen
    goal.save(update_fields=["status"])
    messages.success(
        request, _("“%(goal)s”: %(status)s.") % {"goal": goal, "status": goal.get_status_display()}
    )
    return redirect(goal)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    goal = own(request, Goal.objects.all(), pk)
    stays = [_("Interviews keep what you learned there.")]
    return confirm_delete(
        request, goal, then="learning:list", back=goal.get_absolute_url(), stays=stays
    )
