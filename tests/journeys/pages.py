"""Every kind of page, once: what axe, the keyboard, the bytes and Lighthouse all go through.

An area is a list of ``name [row] [?query]``: the name of an address, whose row stands in it, and
what is asked of it. ``test_axe`` fails until a new page of the site map has a line here.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.urls import resolve, reverse
from django.utils import timezone, translation

from accounts.models import User
from contacts.models import Company, Contact, Employment, Touch
from core.ownership import acting_as
from feedback.models import Answer, LetterKind
from interviews.models import Application, Interview, Outcome
from learning.models import Goal, Question
from reminders.switches import Reminder
from story.load import load
from tests.factories import LetterFactory, ScriptFactory
from tests.locks.world import more_rows
from transfer import recognise, staging
from transfer.models import State

AREAS = {
    "signed out": """
        dashboard:today
        dashboard:about
        core:offline
        account_login
        accounts:sign_up
        account_inactive
        account_email_verification_sent
        account_confirm_email confirm
        account_reset_password
        account_reset_password_done
        account_reset_password_from_key reset
        account_reset_password_from_key_done
        reminders:off off
    """,
    "today": """
        dashboard:today
        dashboard:needs
        dashboard:dashboard
        dashboard:dashboard ?kind=panel
        dashboard:about
        dashboard:calendar
        dashboard:calendar ?view=agenda
        search:search
        search:search ?q=database
        search:search ?q=nothing+like+it
        core:deleted
        reminders:mails
    """,
    "data": """
        transfer:calendar
        transfer:imports
        transfer:import asking
        transfer:import reading
        transfer:import ready
        transfer:import ready ?show=maybe
        transfer:import in
        transfer:import failed
        transfer:import undone
        transfer:row row
        transfer:index
        transfer:record
        transfer:record ?since=2020-01-01
        transfer:record ?since=2026-03-01&until=2026-02-01
    """,
    "interviews": """
        interviews:list
        interviews:list ?q=nothing+like+it
        interviews:new
        interviews:new ?application={application}
        interviews:meet
        interviews:interview ahead
        interviews:interview over
        interviews:interview told
        interviews:edit told
        interviews:plan ahead
        interviews:debrief over
        interviews:debrief told
        interviews:outcome told
        interviews:delete told
    """,
    "applications": """
        interviews:application_list
        interviews:application_list ?state=all
        interviews:board
        interviews:board ?moved={application}
        interviews:new_application
        interviews:application application
        interviews:application closed
        interviews:applied application
        interviews:edit_application application
        interviews:flip application
        interviews:close_application application
        interviews:delete_application application
    """,
    "feedback": """
        feedback:list
        feedback:list ?q=nothing+like+it
        feedback:next waiting
        feedback:next rejected
        feedback:next moved_on
        feedback:next_application closed
        feedback:write ?kind=nudge&interview={waiting}
        feedback:letter draft
        feedback:letter sent
        feedback:letter interrupted
        feedback:skip_letter draft
        feedback:delete_letter draft
        feedback:new_answer
        feedback:answer answer
        feedback:edit_answer answer
        feedback:delete_answer answer
        feedback:scripts
        feedback:shipped_script ?kind=thanks
        feedback:new_script ?kind=nudge
        feedback:script script
        feedback:delete_script script
    """,
    "people": """
        contacts:list
        contacts:list ?q=nothing+like+it
        contacts:new
        contacts:contact person
        contacts:edit person
        contacts:touch person
        contacts:next person
        contacts:moved person
        contacts:merge person
        contacts:merge_preview double ?with={person}
        contacts:delete person
        contacts:edit_touch touch
        contacts:delete_touch touch
        contacts:delete_move move
        contacts:doubles
        contacts:there ?company=Hooli
        contacts:company_list
        contacts:new_company
        contacts:company company
        contacts:edit_company company
        contacts:merge_company company
        contacts:merge_company_preview branch ?with={company}
        contacts:delete_company company
    """,
    "learning": """
        learning:list
        learning:new
        learning:goal goal
        learning:edit goal
        learning:delete goal
        learning:new_question goal
        learning:edit_question question
        learning:delete_question question
        interviews:journal
    """,
    "account": """
        accounts:settings
        accounts:devices
        accounts:leaving
        accounts:email
        accounts:password
        accounts:sign_out
        account_reauthenticate
    """,
    "account without a password": """
        accounts:new_password
    """,
    "empty": """
        dashboard:today
        dashboard:first_you
        dashboard:first_interview
        dashboard:first_goals
        dashboard:calendar
        interviews:board
        dashboard:needs
        dashboard:dashboard
        interviews:list
        interviews:meet
        interviews:application_list
        interviews:journal
        contacts:list
        contacts:company_list
        contacts:doubles
        contacts:there
        learning:list
        feedback:list
        feedback:scripts
        reminders:mails
        core:deleted
    """,
}
# Those of one's own account, and what stands before anything is written: the story adds nothing.
PLAIN = ("signed out", "account", "account without a password", "empty")


def names() -> set[str]:
    """The name of every page of every area."""
    return {line.split()[0] for area in AREAS.values() for line in area.strip().splitlines()}


def addresses(area: str, user: User) -> list[str]:
    """The addresses of an area's pages. Tells ``user`` the sample story where they show it."""
    rows = links(user) if area == "signed out" else {}
    if area not in PLAIN:
        rows = rows_of(user)
    return [address(line, rows) for line in AREAS[area].strip().splitlines()]


def address(line: str, rows: dict[str, Any]) -> str:
    name, *more = line.split()
    query = more.pop() if more and more[-1].startswith("?") else ""
    arguments = rows[more[0]] if more else ()
    ids = {word: found[0] for word, found in rows.items()}
    return reverse(name, args=arguments) + query.format(**ids)


def links(user: User) -> dict[str, tuple[Any, ...]]:
    """What is written to a person in mails."""
    mine = EmailAddress(user=user, email=user.email)
    off = resolve(urlsplit(Reminder.MORNING.off_url(user)).path)
    return {
        "confirm": (EmailConfirmationHMAC(mine).key,),
        "reset": (user_pk_to_url_str(user), default_token_generator.make_token(user)),
        "off": tuple(off.kwargs.values()),
    }


def rows_of(user: User) -> dict[str, tuple[int]]:
    """The sample story's rows, and some in states that it has none in; by the words above."""
    now = timezone.now()
    with acting_as(user):
        load(user, now)
        rows = {word: row.pk for word, row in _told(now)}
    more = more_rows(user)
    rows |= {
        "double": more["Double"].pk,
        "branch": more["Branch"].pk,
        "asking": more["Asking"].pk,
        "reading": more["Reading"].pk,
        "in": more["In"].pk,
        "failed": more["Failed"].pk,
        "undone": more["Undone"].pk,
        "closed": more["Closed"].pk,
        "sent": more["Sent"].pk,
        "interrupted": more["Interrupted"].pk,
        "script": ScriptFactory(owner=user, kind=LetterKind.NUDGE).pk,
        "draft": LetterFactory(owner=user, interview=more["Rejected"]).pk,
    }
    rows |= a_preview(user)
    return {word: (pk,) for word, pk in rows.items()}


def a_preview(user: User) -> dict[str, int]:
    """A list of people as it is shown before it comes in, with one who may be there already."""
    known = "Name,Company,Shoe size\nJon Sno,Umbrella,9\n,Hooli,\n"
    with acting_as(user), translation.override(user.language):
        friend = Contact.objects.order_by("id")[0]
        data = f"{known}{friend.name},Another Ltd,8\n".encode()
        file = staging.take(user, recognise.recognised("people.csv", data))
        file.state = State.READING
        file.save()
        staging.read(user, file.pk, timezone.now())
        return {"ready": file.pk, "row": file.rows.order_by("number")[0].pk}


def _told(now: Any) -> Iterator[tuple[str, Any]]:
    interviews = Interview.objects.order_by("starts_at")
    over = interviews.filter(starts_at__lt=now)
    yield "ahead", interviews.filter(starts_at__gt=now)[0]
    yield "over", over.filter(debriefed_at=None).last()
    yield "told", over.exclude(debriefed_at=None).last()
    yield "waiting", interviews.waiting().last()
    yield "rejected", interviews.filter(outcome=Outcome.REJECTED).last()
    yield "moved_on", interviews.filter(outcome=Outcome.ADVANCED).last()
    yield "application", Application.objects.order_by("id")[0]
    yield "person", Contact.objects.order_by("id")[0]
    yield "company", Company.objects.order_by("id")[0]
    yield "touch", Touch.objects.order_by("id")[0]
    yield "move", Employment.objects.order_by("id")[0]
    yield "goal", Goal.objects.exclude(questions=None).order_by("id")[0]
    yield "question", Question.objects.order_by("id")[0]
    yield "answer", Answer.objects.order_by("id")[0]
