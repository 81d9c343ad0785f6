"""What the page of the next step says first, for each outcome."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from interviews.models import Outcome


@dataclass(frozen=True)
class Guidance:
    """Lazily translated: ``speak`` to the person, and ``done`` when nothing is left to do."""

    heading: Any
    speak: Any
    done: Any


GUIDANCE: dict[str, Guidance] = {
    Outcome.WAITING: Guidance(
        _("While you wait"),
        _("Their answer is theirs to give. What you do meanwhile is yours."),
        _("Their answer is theirs to give. There is nothing to do but wait."),
    ),
    Outcome.ADVANCED: Guidance(
        _("You go on to the next round"),
        _("Now is the easiest time to ask what convinced them, and what would convince them more."),
        _("That is all there is to do about this round."),
    ),
    Outcome.OFFER: Guidance(
        _("They made you an offer"),
        _("They will never tell you more freely what they saw in you. Ask while you decide."),
        _("Everyone you can reach there is asked. The decision is yours."),
    ),
    Outcome.REJECTED: Guidance(
        _("They said no"),
        _(
            "Rejections happen to everyone who interviews. They are normal, and there is one step"
            " for it: a short letter. It takes a minute."
        ),
        _("That was the one step there is, and it is behind you."),
    ),
    Outcome.NO_ANSWER: Guidance(
        _("They did not answer"),
        _(
            "No answer is an ending of its own, and it says more about them than about you. One"
            " nudge, and then it is over."
        ),
        _("There is nothing more to do. You can let it go."),
    ),
    Outcome.WITHDREW: Guidance(
        _("You withdrew"),
        _("A short thank-you keeps the door open, for them and for you."),
        _("There is nothing more to do."),
    ),
}
