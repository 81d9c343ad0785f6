"""The scripts that come with the product, one for each kind of letter, and the words around them.

A person's own script takes the place of a shipped one. ``[COMPANY]``, ``[NAME]``, ``[ROLE]`` and
``[ME]`` are filled in (``feedback.filling``).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from feedback.models.script import LetterKind

# Somebody wrote to me: the answer belongs under their mail.
REPLIES = {LetterKind.REJECTION, LetterKind.ADVANCED, LetterKind.OFFER, LetterKind.WITHDREW}


@dataclass(frozen=True)
class Wording:
    """Lazily translated: ``lead`` speaks to the person, subject and body to whom they write."""

    heading: Any
    lead: Any
    subject: Any
    body: Any


SHIPPED: dict[str, Wording] = {
    LetterKind.THANKS: Wording(
        heading=_("A thank-you after the interview"),
        lead=_("A few lines the next day. Say what you took away; nothing is asked for."),
        subject=_("Thank you for your time"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "Thank you for talking with me about the [ROLE] role at [COMPANY]. I enjoyed our"
            " conversation, and I came away with something to think about.\n"
            "\n"
            "If you would like to know more about anything we touched on, just ask.\n"
            "\n"
            "Best wishes,\n"
            "[ME]"
        ),
    ),
    LetterKind.ADVANCED: Wording(
        heading=_("Ask for feedback after moving on"),
        lead=_("Good news is the easiest time to ask. What they tell you helps in the next round."),
        subject=_("Thank you, and a short question"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "Thank you for the conversation about the [ROLE] role. I am glad to be going on with"
            " [COMPANY].\n"
            "\n"
            "May I ask you for some feedback while it is fresh? What spoke for me, and what would"
            " you have liked to see more of? A line or two is plenty, and I will take it with me"
            " into what comes next.\n"
            "\n"
            "Thank you again,\n"
            "[ME]"
        ),
    ),
    LetterKind.OFFER: Wording(
        heading=_("Ask for feedback after an offer"),
        lead=_("They said yes. Whoever decided that can tell you why, and where to grow."),
        subject=_("Thank you, and a short question"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "Thank you for your part in the offer for the [ROLE] role at [COMPANY]. It means a lot"
            " to me.\n"
            "\n"
            "May I ask what spoke for me in the end, and where you had doubts? I would like to keep"
            " doing the one and to work on the other, wherever this leads.\n"
            "\n"
            "Thank you again,\n"
            "[ME]"
        ),
    ),
    LetterKind.REJECTION: Wording(
        heading=_("Your reply to the rejection"),
        lead=_(
            "Rejections happen to everyone who interviews. There is one step, and it takes a"
            " minute: this reply. Then you are done here."
        ),
        subject=_("Thank you for your answer about the [ROLE] role"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "Thank you for letting me know, and for the time that you and everyone at [COMPANY]"
            " gave me.\n"
            "\n"
            "I would be glad to hear a little more about the decision. Was there a particular"
            " experience or perspective that you were looking for and did not find in me? It would"
            " tell me where to level up, and whether to apply again one day.\n"
            "\n"
            "If it was more a question of fit, that helps me just as much: I will gladly point"
            " colleagues whose goals match the [ROLE] role in your direction.\n"
            "\n"
            "Thank you again, and all the best to you and the team,\n"
            "[ME]"
        ),
    ),
    LetterKind.NUDGE: Wording(
        heading=_("A nudge"),
        lead=_(
            "They have been quiet, which says more about their calendar than about you. One"
            " friendly question is in order."
        ),
        subject=_("The [ROLE] role: where do things stand?"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "I am still thinking of our conversation about the [ROLE] role at [COMPANY], and"
            " wondered where things stand.\n"
            "\n"
            "Is there anything more you would like to know from me? And if you have decided"
            " already, a line is enough: it is good to know either way.\n"
            "\n"
            "Best wishes,\n"
            "[ME]"
        ),
    ),
    LetterKind.WITHDREW: Wording(
        heading=_("A thank-you after withdrawing"),
        lead=_("You decided. A kind word now keeps the door open, and the people in touch."),
        subject=_("Thank you for your time"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "As you know, I have withdrawn from the process for the [ROLE] role. Before it closes"
            " I wanted to thank you, and everyone I met at [COMPANY], for your time and your"
            " openness.\n"
            "\n"
            "I would be glad to stay in touch. If I come across somebody whose goals match what"
            " you are looking for, I will send them your way.\n"
            "\n"
            "All the best to you and the team,\n"
            "[ME]"
        ),
    ),
    LetterKind.IN_TOUCH: Wording(
        heading=_("Keep in touch"),
        lead=_("No occasion is needed. Ask how they are, and offer something before you ask."),
        subject=_("How are you getting on?"),
        body=_(
            "Hello [NAME],\n"
            "\n"
            "It has been a while since we spoke, and I thought of our conversation. How are things"
            " with you? What are you working on at the moment?\n"
            "\n"
            "If there is anything I can help you with, or anybody you would like to meet, tell me."
            " I would enjoy a call or a coffee.\n"
            "\n"
            "Best wishes,\n"
            "[ME]"
        ),
    ),
}
