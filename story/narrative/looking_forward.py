"""The last weeks, what waits for her today, and what comes next."""

from datetime import time

from feedback.models import Judgement, LetterKind
from interviews.models import Kind, Outcome
from story.parts import (
    MON,
    THU,
    TUE,
    WED,
    Learned,
    Question,
    Round,
    Said,
    Sent,
    Someone,
    Try,
    in_days,
    next_week,
    weeks_ago,
)

TRIES = (
    Try(
        "Thistle & Post",
        "Senior engineer, parcels",
        "a friend",
        weeks_ago(5, MON),
        (
            Round(
                Kind.RECRUITER,
                weeks_ago(4, TUE),
                time(10, 30),
                30,
                people=(
                    Someone(
                        "Femi Bakare",
                        "recruiter",
                        "He was a postman for six years.",
                        interesting=True,
                        details="femi.bakare@thistle.example.com",
                    ),
                ),
                dread=(2, 1),
                answer=Outcome.ADVANCED,
                after_days=1,
                letters=(
                    Sent(
                        LetterKind.ADVANCED,
                        "Femi Bakare",
                        answer=Said(
                            "He liked that I asked what his day is like before I spoke of mine.",
                            "Femi Bakare",
                            2,
                            "asking me to the challenge",
                            Judgement.SIGNAL,
                        ),
                    ),
                ),
            ),
            Round(
                Kind.CHALLENGE,
                weeks_ago(3, THU),
                time(13),
                120,
                people=(
                    Someone(
                        "Hanna Vos",
                        "engineer",
                        "She read my code aloud, kindly.",
                        planned=False,
                        interesting=True,
                        reasons=("sounding_board",),
                    ),
                ),
                goals=("Circuit breakers, tried for real",),
                lessons=(
                    Learned(
                        "Half-open is where the thinking is: one parcel goes ahead, and the others"
                        " wait for news of it.",
                        "Circuit breakers, tried for real",
                    ),
                ),
                dread=(3, 1),
                answer=Outcome.ADVANCED,
                after_days=4,
            ),
            Round(
                Kind.PANEL,
                weeks_ago(1, WED),
                time(14),
                90,
                people=(
                    Someone(
                        "Leila Haddad",
                        "engineering manager",
                        "What she does when two good people disagree.",
                        interesting=True,
                        details="leila.haddad@thistle.example.com",
                        reasons=("may_call_me",),
                    ),
                    Someone(
                        "Oskar Nyberg", "product", "The Friday before Christmas.", planned=False
                    ),
                ),
                goals=("How on-call is shared",),
                lessons=(
                    Learned(
                        "One week in seven, and whoever was woken sleeps in. They showed me the"
                        " rota without being asked twice.",
                        "How on-call is shared",
                    ),
                ),
                asked=(
                    Question(
                        "Who was woken last week, and by what?",
                        "How on-call is shared",
                        "Leila, by a full disk. She had written the alert herself.",
                        "Leila Haddad",
                    ),
                ),
                dread=(2, 1),
                letters=(Sent(LetterKind.THANKS, "Leila Haddad"),),
                reflection="I looked forward to this one. That is new.",
            ),
        ),
        flip=(1, 2, 4, 4),
        salary="65,000 to 74,000",
    ),
    Try(
        "Brindle Bank",
        "Payments engineer",
        "someone I met in an interview",
        weeks_ago(2, THU),
        (
            Round(
                Kind.TECHNICAL,
                in_days(-1),
                time(16),
                people=(Someone("Priya Menon", "payments lead"),),
                goals=("Payments that are safe to send twice",),
            ),
        ),
        notes="Ruth knows the team, and says that it is not the bank of five months ago.",
    ),
    Try(
        "Orrery Labs",
        "Staff engineer, star charts",
        "someone I met in an interview",
        in_days(-2),
        (Round(Kind.CHAT, in_days(2), time(10), 45, "Coffee with Ines, at the observatory"),),
        notes="Ines wrote by herself: another team, another job.",
    ),
    Try(
        "Glasswing Rail",
        "Platform lead",
        "company website",
        weeks_ago(2, MON),
        (
            Round(
                Kind.DESIGN,
                next_week(WED),
                time(11),
                90,
                "https://meet.example.com/glasswing",
                people=(Someone("Agnes Moreau", "head of engineering"),),
                goals=("How a railway plans its engineering nights",),
            ),
        ),
    ),
)
