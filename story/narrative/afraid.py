"""The first two months: she begins afraid, asks nothing, and learns to ask."""

from datetime import time

from feedback.models import Judgement, LetterKind
from interviews.models import Ending, Kind, Outcome
from story.parts import (
    MON,
    THU,
    TUE,
    WED,
    Learned,
    Round,
    Said,
    Sent,
    Someone,
    Try,
    in_days,
    weeks_ago,
)

TRIES = (
    Try(
        "Brindle Bank",
        "Backend engineer",
        "job board",
        weeks_ago(22, MON),
        (
            Round(
                Kind.RECRUITER,
                weeks_ago(21, TUE),
                time(11),
                30,
                dread=(5, 5),
                reflection="I answered for half an hour and asked nothing. I could not tell you"
                " her name, or what they do. That is the part I can change.",
                answer=Outcome.REJECTED,
                after_days=6,
                letters=(Sent(LetterKind.REJECTION, skipped="Nobody to write to"),),
            ),
        ),
        (Ending.REJECTED, weeks_ago(20, MON)),
        flip=(5, 4, 1, 2),
    ),
    Try(
        "Saltmarsh Freight",
        "Platform engineer",
        "a friend",
        weeks_ago(20, MON),
        (
            Round(
                Kind.RECRUITER,
                weeks_ago(19, THU),
                time(10),
                30,
                people=(
                    Someone(
                        "Nadia Okafor",
                        "recruiter",
                        "Why people stay: they are let finish things.",
                        interesting=True,
                        details="nadia.okafor@saltmarsh.example.com",
                        reasons=("may_call_me",),
                    ),
                ),
                dread=(5, 4),
                reflection="One question of my own, and it became a conversation.",
                answer=Outcome.ADVANCED,
                after_days=1,
                letters=(
                    Sent(
                        LetterKind.ADVANCED,
                        "Nadia Okafor",
                        answer=Said(
                            "You asked why people stay. Hardly anybody asks us anything.",
                            "Nadia Okafor",
                            1,
                            "asking me to the second round",
                            Judgement.SIGNAL,
                        ),
                    ),
                ),
            ),
            Round(
                Kind.TECHNICAL,
                weeks_ago(18, TUE),
                time(14),
                people=(
                    Someone(
                        "Tomasz Wilk",
                        "staff engineer",
                        "He keeps a diary of every outage, and reads it to newcomers.",
                        interesting=True,
                        details="tomasz.wilk@saltmarsh.example.com",
                        reasons=("sounding_board",),
                    ),
                ),
                goals=("How others shard PostgreSQL",),
                lessons=(
                    Learned(
                        "By customer, with a small directory table. To move a customer they copy"
                        " and change one row, and they do it on a Tuesday, in daylight.",
                        "How others shard PostgreSQL",
                    ),
                ),
                dread=(5, 3),
                answer=Outcome.ADVANCED,
                after_days=3,
                letters=(Sent(LetterKind.ADVANCED, "Tomasz Wilk"),),
            ),
            Round(
                Kind.PANEL,
                weeks_ago(16, WED),
                time(13),
                90,
                "Their office by the canal, second floor",
                people=(
                    Someone("Nadia Okafor", "recruiter", "She opened the panel."),
                    Someone(
                        "Ruth Calloway",
                        "head of platform",
                        "What she would build again, and what she would not.",
                        interesting=True,
                        reasons=("sounding_board", "may_call_me"),
                    ),
                ),
                goals=("How freight is priced",),
                lessons=(
                    Learned(
                        "Lateness has a price by the hour, so a slow queue can cost more than one"
                        " that is down: nobody stops selling.",
                        "How freight is priced",
                    ),
                ),
                dread=(5, 3),
                reflection="They wanted more Kubernetes than I have. Still the best ninety minutes"
                " of my month.",
                answer=Outcome.REJECTED,
                after_days=7,
                letters=(
                    Sent(LetterKind.THANKS, "Nadia Okafor", after_days=-6),
                    Sent(
                        LetterKind.REJECTION,
                        "Nadia Okafor",
                        answer=Said(
                            "It was close. They need somebody who has run Kubernetes at night, and"
                            " they would like to see you again once you have.",
                            "Nadia Okafor",
                            3,
                            "not offering me the job",
                            Judgement.SIGNAL,
                            "Kubernetes, past the first page",
                            in_days(12),
                            "Agnieszka from my old team, who dreams in YAML",
                        ),
                    ),
                ),
            ),
        ),
        (Ending.REJECTED, weeks_ago(15, WED)),
        flip=(2, 2, 5, 4),
        url="https://saltmarsh.example.com/jobs/platform",
        salary="62,000 to 70,000",
    ),
    Try(
        "Copperleaf Clinics",
        "Backend engineer",
        "company website",
        weeks_ago(18, MON),
        (
            Round(
                Kind.CHALLENGE,
                weeks_ago(17, MON),
                time(9, 30),
                120,
                goals=("Elixir",),
                lessons=(
                    Learned(
                        "Pattern matching took half of my ifs away. And supervisors: let it fall"
                        " over, but say beforehand who picks it up.",
                        "Elixir",
                    ),
                ),
                dread=(4, 3),
                reflection="Nobody looked at it, as far as I know. I did, and I liked it.",
                answer=Outcome.NO_ANSWER,
                after_days=21,
                letters=(Sent(LetterKind.NUDGE, after_days=-7),),
            ),
        ),
        (Ending.NO_ANSWER, weeks_ago(14, MON)),
    ),
    Try(
        "Heronsgate Maps",
        "Senior engineer",
        "job board",
        weeks_ago(16, MON),
        (
            Round(
                Kind.BEHAVIOURAL,
                weeks_ago(14, THU),
                time(15, 30),
                people=(Someone("Jonas Lindgren", "hiring manager", met=False),),
                goals=("Saying what I did, not what we did",),
                lessons=(
                    Learned(
                        "Five lines before I speak: what was asked, what I did, what came of it,"
                        " what I would do now. The fifth line is a breath.",
                        "Saying what I did, not what we did",
                    ),
                ),
                dread=(4, 3),
                reflection="The manager was ill and somebody read me his questions.",
                answer=Outcome.REJECTED,
                after_days=4,
                letters=(Sent(LetterKind.REJECTION),),
                said=(
                    Said(
                        "You seem quiet. We look for people with more drive.",
                        "a voice on the phone",
                        4,
                        "not asking me back",
                        Judgement.NOISE,
                    ),
                ),
            ),
        ),
        (Ending.REJECTED, weeks_ago(13, MON)),
        flip=(5, 3, 1, 2),
    ),
)
