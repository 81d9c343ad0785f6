"""What she wants to learn."""

from learning.models import Kind, Status
from story.parts import Aim

AIMS = (
    Aim(
        "Elixir",
        Kind.LANGUAGE,
        Status.LEARNED,
        "Everyone who writes it says that they sleep better.",
    ),
    Aim("Rust", Kind.LANGUAGE, Status.SOMEDAY, "When a challenge has no hurry in it."),
    Aim(
        "Event sourcing",
        Kind.PATTERN,
        Status.LEARNED,
        "I have read about it for years and never seen it on an ordinary day.",
    ),
    Aim(
        "Circuit breakers, tried for real",
        Kind.PATTERN,
        Status.LEARNED,
        "I have only ever drawn them on whiteboards.",
    ),
    Aim(
        "Payments that are safe to send twice",
        Kind.PATTERN,
        Status.ACTIVE,
        "Our last outage was a retry that paid somebody twice.",
        ("Where does the key come from that makes a payment safe to send again?",),
    ),
    Aim("How others shard PostgreSQL", Kind.TOOL, Status.LEARNED),
    Aim("Property-based tests", Kind.TOOL, Status.ACTIVE, "To find what I do not think of."),
    Aim(
        "GraphQL federation",
        Kind.TOOL,
        Status.DROPPED,
        "Two teams told me, unasked, that they are leaving it.",
    ),
    Aim(
        "Kubernetes, past the first page",
        Kind.TOOL,
        Status.SOMEDAY,
        "Two companies in a row would have liked more of it.",
    ),
    Aim("How freight is priced", Kind.DOMAIN, Status.LEARNED),
    Aim(
        "How a railway plans its engineering nights",
        Kind.DOMAIN,
        Status.ACTIVE,
        questions=("What does one night without trains cost, and who decides?",),
    ),
    Aim("How hospitals exchange records", Kind.DOMAIN, Status.SOMEDAY),
    Aim(
        "Saying what I did, not what we did",
        Kind.CRAFT,
        Status.LEARNED,
        "A friend counted: thirty times “we” in ten minutes.",
    ),
    Aim(
        "How on-call is shared",
        Kind.CRAFT,
        Status.ACTIVE,
        "I always ask in the last round, when it is too late to matter.",
        ("Who was woken last week, and by what?", "What happens the morning after?"),
    ),
)
