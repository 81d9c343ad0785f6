"""Every address of the site, and what stands in for its arguments.

``PUBLIC`` are the only ones open to anybody. ``OWN`` take the id of a row of that model. A new URL
fails ``test_sweep`` until it is listed here.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from transfer.sheets import SHEETS

PUBLIC = {
    "core:livez",
    "core:readyz",
    "core:manifest",
    "core:worker",
    "core:offline",
    "core:account",
    "dashboard:today",
    "dashboard:about",
    "story:start",
    "calendar_feed",
    "reminders:off",
    "accounts:appearance",
    "accounts:language",
    "accounts:sign_up",
    "accounts:sign_out",
    "admin:login",
    "account_confirm_login_code",
    "account_login",
    "account_signup",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
}

OWN = {
    "core:undo": "Change",
    "contacts:contact": "Contact",
    "contacts:card": "Contact",
    "contacts:code": "Contact",
    "contacts:edit": "Contact",
    "contacts:touch": "Contact",
    "contacts:later": "Contact",
    "contacts:next": "Contact",
    "contacts:moved": "Contact",
    "contacts:edit_touch": "Touch",
    "contacts:delete_touch": "Touch",
    "contacts:delete_move": "Employment",
    "contacts:archive": "Contact",
    "contacts:delete": "Contact",
    "contacts:merge": "Contact",
    "contacts:merge_preview": "Contact",
    "contacts:merge_company": "Company",
    "contacts:merge_company_preview": "Company",
    "contacts:company": "Company",
    "contacts:edit_company": "Company",
    "contacts:delete_company": "Company",
    "learning:goal": "Goal",
    "learning:edit": "Goal",
    "learning:status": "Goal",
    "learning:delete": "Goal",
    "learning:new_question": "Goal",
    "learning:edit_question": "Question",
    "learning:delete_question": "Question",
    "interviews:learn": "Interview",
    "interviews:interview": "Interview",
    "interviews:edit": "Interview",
    "interviews:cancel": "Interview",
    "interviews:delete": "Interview",
    "interviews:plan": "Interview",
    "interviews:debrief": "Interview",
    "interviews:outcome": "Interview",
    "interviews:application": "Application",
    "interviews:edit_application": "Application",
    "interviews:applied": "Application",
    "interviews:flip": "Application",
    "interviews:close_application": "Application",
    "interviews:reopen_application": "Application",
    "interviews:delete_application": "Application",
    "feedback:script": "Script",
    "feedback:delete_script": "Script",
    "feedback:letter": "Letter",
    "feedback:skip_letter": "Letter",
    "feedback:reopen_letter": "Letter",
    "feedback:letter_mail": "Letter",
    "feedback:delete_letter": "Letter",
    "reminders:again": "Mail",
    "reminders:arrived": "Mail",
    "feedback:next": "Interview",
    "feedback:next_application": "Application",
    "feedback:answer": "Answer",
    "feedback:edit_answer": "Answer",
    "feedback:delete_answer": "Answer",
    "transfer:import": "Import",
    "transfer:answer": "Import",
    "transfer:start": "Import",
    "transfer:stop": "Import",
    "transfer:row": "ImportRow",
}

# Signed-in pages that take no row of anybody's.
PLAIN = {
    "core:deleted",
    "dashboard:calendar",
    "dashboard:dashboard",
    "dashboard:picture_dread",
    "dashboard:picture_flow",
    "dashboard:picture_kept",
    "dashboard:picture_months",
    "dashboard:picture_verdicts",
    "dashboard:picture_worth",
    "dashboard:needs",
    "dashboard:first_you",
    "dashboard:first_interview",
    "dashboard:first_goals",
    "dashboard:first_skip",
    "contacts:list",
    "contacts:cards",
    "contacts:new",
    "contacts:doubles",
    "contacts:there",
    "contacts:company_list",
    "contacts:new_company",
    "learning:list",
    "learning:new",
    "interviews:journal",
    "interviews:journal_markdown",
    "interviews:list",
    "interviews:new",
    "interviews:meet",
    "interviews:next_debrief",
    "interviews:application_list",
    "interviews:board",
    "interviews:new_application",
    "reminders:mails",
    "transfer:archive",
    "transfer:calendar",
    "transfer:index",
    "transfer:record",
    "transfer:sheets",
    *(f"transfer:sheet_{sheet.slug}" for sheet in SHEETS),
    "search:search",
    "transfer:imports",
    "feedback:scripts",
    "feedback:new_script",
    "feedback:shipped_script",
    "feedback:write",
    "accounts:settings",
    "accounts:hint",
    "accounts:devices",
    "accounts:leaving",
    "accounts:staying",
    "accounts:email",
    "accounts:password",
    "accounts:new_password",
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "usersessions_list",
    "feedback:list",
    "feedback:new_answer",
}

# Pages that are there only with something in their address, or for a row in another state than the
# plain ones of ``world.make_rows``; by the names of ``world.more_rows``, too.
ASKING = [
    ("dashboard:picture_flow", "", "?anonymous=yes&company={Company}"),
    ("feedback:write", "", "?kind=nudge&interview={Interview}&contact={Contact}"),
    ("feedback:write", "", "?kind=withdrew&application={Application}"),
    ("feedback:write", "", "?kind=in_touch&contact={Contact}"),
    ("feedback:new_script", "", "?kind=nudge"),
    ("feedback:shipped_script", "", "?kind=thanks"),
    ("feedback:new_answer", "", "?letter={Letter}"),
    ("feedback:new_answer", "", "?interview={Interview}"),
    ("feedback:letter", "Sent", ""),
    ("feedback:letter", "Interrupted", ""),
    ("feedback:next", "Rejected", ""),
    ("feedback:next_application", "Closed", ""),
    ("contacts:cards", "", "?all=yes"),
    ("contacts:merge_preview", "Contact", "?with={Double}"),
    ("contacts:merge_company_preview", "Company", "?with={Branch}"),
    ("interviews:plan", "Coming", ""),
    ("dashboard:calendar", "", "?view=agenda"),
    ("dashboard:calendar", "", "?day=2026-03-09"),
    ("interviews:board", "", "?moved={Application}"),
    ("interviews:new", "", "?application={Application}"),
    ("interviews:flip", "Application", "?interview={Interview}"),
    ("transfer:import", "Asking", ""),
    ("transfer:import", "Reading", ""),
    ("transfer:import", "Failed", ""),
    ("transfer:import", "Undone", ""),
    ("transfer:import", "In", ""),
    ("transfer:import", "Import", "?show=add"),
]


def pages_of(rows: dict[str, Any]) -> list[str]:
    """A person's own pages, those of their account left out: they end the session."""
    plain = [reverse(name) for name in PLAIN if ":" in name]
    mine = [reverse(name, args=[rows[model].pk]) for name, model in OWN.items()]
    ids = {name: row.pk for name, row in rows.items()}
    asking = [
        reverse(name, args=[rows[row].pk] if row else []) + query.format(**ids)
        for name, row, query in ASKING
    ]
    return sorted([*plain, *mine, *asking])


def addresses(
    resolver: URLResolver | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every named URL with its namespace, the admin's included."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry
