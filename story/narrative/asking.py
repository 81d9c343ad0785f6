"""Then two goals go into every interview, and people come out of it."""

from datetime import time

from feedback.models import Judgement, LetterKind
from interviews.models import Ending, Kind, Outcome
from story.parts import FRI, MON, THU, TUE, WED, Learned, Round, Said, Sent, Someone, Try, weeks_ago

TRIES = (
    Try(
        "Quillwork",
        "Senior backend engineer",
        "someone I met in an interview",
        weeks_ago(14, TUE),
        (
            Round(
                Kind.DESIGN,
                weeks_ago(12, THU),
                time(10),
                75,
                people=(
                    Someone(
                        "Zeynep Aksoy",
                        "principal engineer",
                        "Naming things after what people do.",
                        interesting=True,
                        details="zeynep.aksoy@quillwork.example.com",
                        reasons=("sounding_board",),
                    ),
                ),
                goals=("Event sourcing",),
                lessons=(
                    Learned(
                        "Small events, named after what somebody did. They rebuild the read side"
                        " every night, to be sure that they still can.",
                        "Event sourcing",
                    ),
                ),
                dread=(4, 2),
                answer=Outcome.ADVANCED,
                after_days=1,
                letters=(
                    Sent(
                        LetterKind.ADVANCED,
                        "Zeynep Aksoy",
                        answer=Said(
                            "You drew the unhappy path first. Keep doing that.",
                            "Zeynep Aksoy",
                            2,
                            "asking me to the last round",
                            Judgement.SIGNAL,
                        ),
                    ),
                ),
            ),
            Round(
                Kind.FINAL,
                weeks_ago(10, TUE),
                time(14),
                people=(
                    Someone(
                        "Émile Fontaine",
                        "founder",
                        "How he hires: he asks people to teach him something.",
                        interesting=True,
                        reasons=("may_call_me",),
                    ),
                ),
                lessons=(
                    Learned(
                        "Ask what they would stop doing. He thought for a whole minute, and the"
                        " answer was the meeting I had been dreading.",
                    ),
                ),
                dread=(4, 2),
                answer=Outcome.OFFER,
                after_days=6,
            ),
        ),
        (Ending.WITHDREW, weeks_ago(8, MON)),
        letters=(Sent(LetterKind.WITHDREW, "Zeynep Aksoy"),),
        flip=(2, 1, 5, 5),
        salary="68,000",
        notes="Tomasz, who met me at Saltmarsh, gave them my name. A fair offer, and five days a"
        " week in an office two hours away. I said no, and we are still in touch.",
    ),
    Try(
        "Lanternfish",
        "First backend engineer",
        "meetup",
        weeks_ago(12, MON),
        (
            Round(
                Kind.CHAT,
                weeks_ago(11, FRI),
                time(16),
                45,
                "Café at the fish market",
                people=(
                    Someone(
                        "Samuel Adeyemi",
                        "co-founder",
                        "Listening to the sea floor with cheap microphones.",
                        planned=False,
                        interesting=True,
                        details="samuel.adeyemi@lanternfish.example.com",
                        reasons=("may_help_them",),
                    ),
                ),
                dread=(3, 2),
                reflection="On call every second week. I said no by myself, and thanked him.",
                answer=Outcome.WITHDREW,
                after_days=3,
                letters=(Sent(LetterKind.WITHDREW, "Samuel Adeyemi", after_days=0),),
            ),
        ),
        (Ending.WITHDREW, weeks_ago(10, MON)),
    ),
    Try(
        "Orrery Labs",
        "Data platform engineer",
        "a recruiter",
        weeks_ago(9, WED),
        (
            Round(
                Kind.TECHNICAL,
                weeks_ago(8, WED),
                time(11),
                90,
                people=(
                    Someone(
                        "Ines Duarte",
                        "team lead",
                        "The bug that only happened in leap years.",
                        interesting=True,
                        details="ines.duarte@orrery.example.com",
                        reasons=("sounding_board", "may_call_me"),
                    ),
                ),
                goals=("Property-based tests",),
                lessons=(
                    Learned(
                        "State the rule and let the machine look for the case. It found my"
                        " off-by-one at midnight, in front of both of us.",
                        "Property-based tests",
                    ),
                ),
                dread=(3, 2),
                reflection="We laughed. After that it was not a test any more.",
                answer=Outcome.REJECTED,
                after_days=5,
                letters=(
                    Sent(LetterKind.THANKS, "Ines Duarte", after_days=-4),
                    Sent(
                        LetterKind.REJECTION,
                        "Ines Duarte",
                        answer=Said(
                            "The role went to somebody inside. She would work with me any day, and"
                            " knows of another team.",
                            "Ines Duarte",
                            6,
                            "giving the job to somebody else",
                            Judgement.NOISE,
                        ),
                    ),
                ),
            ),
        ),
        (Ending.REJECTED, weeks_ago(7, MON)),
        flip=(3, 2, 4, 5),
    ),
    Try(
        "Copperleaf Clinics",
        "Data engineer",
        "a recruiter",
        weeks_ago(9, FRI),
        (
            Round(
                Kind.PANEL,
                weeks_ago(7, TUE),
                time(9),
                people=(
                    Someone(
                        "Mei Tan",
                        "clinical data lead",
                        "Her contract ends in spring, and she would rather be asked than look.",
                        planned=False,
                        interesting=True,
                        details="mei.tan@copperleaf.example.com",
                        reasons=("may_help_them",),
                    ),
                ),
                goals=("How hospitals exchange records",),
                dread=(3, 2),
                reflection="Four people and a clock. I never got to my question.",
                answer=Outcome.REJECTED,
                after_days=6,
                letters=(Sent(LetterKind.REJECTION, "Mei Tan"),),
            ),
        ),
        (Ending.REJECTED, weeks_ago(6, MON)),
        flip=(4, 4, 2, 2),
    ),
    Try(
        "Heronsgate Maps",
        "Tools engineer",
        "job board",
        weeks_ago(7, MON),
        (
            Round(
                Kind.RECRUITER,
                weeks_ago(6, MON),
                time(17),
                30,
                dread=(3, 3),
                reflection="A script, read out. Next time I ask what they are proud of.",
                answer=Outcome.NO_ANSWER,
                after_days=24,
                letters=(Sent(LetterKind.NUDGE, after_days=-9),),
            ),
        ),
        (Ending.NO_ANSWER, weeks_ago(3, THU)),
    ),
)
