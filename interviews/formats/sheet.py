"""A sheet that somebody keeps by hand, in English or German."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from interviews.formats.columns import (
    FIELDS,
    ApplicationTable,
    Cells,
    Label,
    Noted,
    Target,
    header_key,
)

# Headers by what they mean. Of two that mean one thing, the first that is filled in holds.
_MEANT: dict[str, tuple[str, ...]] = {
    "company": (
        "company", "company name", "employer", "organisation", "organization", "arbeitgeber",
        "firma", "unternehmen",
    ),
    "role": (
        "role", "position", "job title", "job", "title", "job position", "position title",
        "job role", "beruf", "jobtitel", "rolle", "stelle", "stellenbezeichnung",
    ),
    "status": (
        "status", "stage", "application status", "current status", "outcome", "result", "state",
        "ergebnis", "phase", "stand",
    ),
    "applied_on": (
        "applied", "date applied", "application date", "applied date", "applied on", "date",
        "date of application", "beworben am", "bewerbung am", "bewerbungsdatum", "datum",
    ),
    "status_on": (
        "status date", "date of status", "date closed", "closed on", "last update", "last updated",
        "rejected on", "rejection date", "response date", "absage am", "antwort am",
        "rückmeldung am",
    ),
    "url": (
        "url", "link", "job link", "job url", "job posting", "posting", "posting url", "anzeige",
        "stellenanzeige",
    ),
    "source": (
        "source", "found on", "found via", "job board", "platform", "via", "gefunden bei",
        "gefunden über", "portal", "quelle",
    ),
    "salary_range": (
        "salary", "salary range", "compensation", "expected salary", "pay", "gehalt",
        "gehaltsspanne", "gehaltsvorstellung",
    ),
    "website": ("website", "company website", "company url", "webseite"),
}  # fmt: skip
_NOTES = ("notes", "note", "comment", "comments", "anmerkungen", "bemerkung", "notizen")
_LABELLED = (
    "contact", "contact person", "contact name", "contact email", "contact phone", "recruiter",
    "hiring manager", "next action", "next step", "next steps", "follow up", "deadline", "location",
    "city", "remote", "ansprechpartner", "ansprechpartnerin", "kontakt", "nächster schritt", "ort",
    "frist", "standort",
)  # fmt: skip


class HandKept(ApplicationTable):
    """One column for the company or the role, and one more that is known, make it a list."""

    key = "applications-sheet"
    name = _("A list of applications")
    tool = ""
    needs = frozenset()
    empty = frozenset({"-", "–", "—", "n/a"})
    besides = ""  # until its person says where it goes
    columns: Mapping[str, Target] = {
        **{header_key(header): field for field, many in _MEANT.items() for header in many},
        **{header_key(header): Noted("") for header in _NOTES},
        **{header_key(header): Noted() for header in _LABELLED},
    }

    def knows(self, columns: Sequence[str]) -> int:
        known = super().knows(columns)
        meant = {self.columns.get(header_key(column)) for column in columns}
        return known if known > 1 and meant & {"company", "role"} else 0

    def fields(self) -> dict[str, str]:
        return {name: str(words) for name, words in FIELDS.items()}

    def status_note(self, cells: Cells) -> tuple[Label, str]:
        return cells.headers["status"], cells.get("status")
