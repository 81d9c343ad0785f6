"""One sentence of the method for each page that has one, until a person puts it away.

A page is known by the name of its address, which is what ``User.hidden_hints`` keeps; a sentence
says why the page is there, not how it works. Pages with a form that must be quick have none.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User

HINTS = {
    "dashboard:today": _(
        "An interview is worth your time when you met someone or learned something."
    ),
    "dashboard:dashboard": _("Your verdict and their answer stand side by side, and never mix."),
    "interviews:list": _("The two shapes are your verdict. The grey word is theirs."),
    "interviews:interview": _("What you planned and what you gained; their answer is kept apart."),
    "interviews:plan": _("Two goals in your own reach make any interview worth going to."),
    "interviews:outcome": _("Their answer judges one decision of theirs. Your verdict stays."),
    "interviews:application_list": _("One try at one role. Its rounds tell where it stands."),
    "interviews:board": _("Nobody keeps a status by hand. What happened moves the card."),
    "dashboard:calendar": _("Each interview keeps its day and your verdict, whatever they said."),
    "interviews:application": _("An application ends. Whom you met and what you learned stays."),
    "interviews:journal": _("What you know now, and which interview told you."),
    "feedback:list": _("Feedback is one view from outside. Whether it is a signal, you decide."),
    "feedback:next": _("Whatever they say, the next step is small, and it is yours."),
    "feedback:scripts": _("A letter that is half written is a letter that gets sent."),
    "contacts:list": _("A job search leaves you people. Keep them, whatever came of the job."),
    "contacts:contact": _("Somebody you would call again outlasts any one answer."),
    "contacts:company_list": _("Some places are worth meeting again, some once were enough."),
    "contacts:company": _("How they treat you in an interview tells how they treat people."),
    "learning:list": _("With a list of things to learn, every interview is a chance at one."),
    "learning:goal": _("Take it into an interview: try it in a challenge, or ask about it."),
}


def sentence(user: Any, page: str) -> str:
    """The sentence of this page, or nothing where it has none or this person hid it."""
    shown = user.is_authenticated and page in HINTS and page not in user.hidden_hints
    return str(HINTS[page]) if shown else ""


def hide(user: Any, page: str) -> None:
    """Put the sentence of one page away for good. Two tabs may hide two at once."""
    if page not in HINTS:
        return
    person = User.objects.select_for_update().get(pk=user.pk)
    person.hidden_hints = sorted({*person.hidden_hints, page})
    person.save(update_fields=["hidden_hints"])


def show_all(user: Any) -> None:
    User.objects.filter(pk=user.pk).update(hidden_hints=[])
