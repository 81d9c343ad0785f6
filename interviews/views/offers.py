"""Goals that fit a coming interview, planned there with one tap."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.http import is_id, own
from interviews.models import Interview
from learning.models import Goal


@require_POST
def learn(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan to learn the ``goal`` of the form there. Sent twice, it is planned once."""
    now = timezone.now()
    interview = own(request, Interview.objects.with_company(), pk)
    sent = request.POST.get("goal", "")
    goal = get_object_or_404(
        Goal.objects.for_user(request.user), pk=int(sent) if is_id(sent) else 0
    )
    if interview.cancelled_at or interview.debriefed_at or interview.is_over(now):
        messages.info(request, _("That interview is over or cancelled, so nothing was planned."))
        return redirect(goal)
    if not interview.lesson_of(goal).plan:
        interview.plan_to_learn(goal)
        interview.has_changed()
    messages.success(request, _("“%(goal)s” is in the plan.") % {"goal": goal})
    return redirect(interview)
