"""Write a plan: whom to meet and what to learn in one interview."""

from collections.abc import Collection, Iterable

from contacts.models import Contact
from interviews.fits import kind_of_new_goal
from interviews.models import Interview
from learning.models import Goal


def plan_people(
    interview: Interview,
    contacts: Collection[Contact],
    expected: Collection[int],
    newcomers: Iterable[dict[str, str]],
) -> None:
    """Make the plan name these people and no others.

    ``expected`` are ids of meetings planned by name only that stay; ``newcomers`` are names with
    roles. Whoever was met already stays in the interview, planned or not.
    """
    for meeting in interview.meetings.filter(planned=True):
        stays = meeting.contact in contacts if meeting.contact_id else meeting.pk in expected
        if not stays:
            meeting.unplan()
    for contact in contacts:
        interview.plan_to_meet(contact.name, contact.title, contact)
    for person in newcomers:
        interview.plan_to_meet(person["name"], person["role"])


def plan_goals(
    interview: Interview, goals: Collection[Goal], topics: Collection[int], titles: Iterable[str]
) -> None:
    """Make the plan hold these goals and no others.

    ``topics`` are ids of lessons that stay though their goal is erased; ``titles`` become goals on
    the spot.
    """
    for lesson in interview.lessons.exclude(plan="").select_related("goal"):
        stays = lesson.goal in goals if lesson.goal else lesson.pk in topics
        if not stays:
            lesson.unplan()
    kind = kind_of_new_goal(interview)
    typed = [Goal.objects.find_or_make(interview.owner, title, kind) for title in titles]
    for goal in [*goals, *typed]:
        interview.plan_to_learn(goal)
