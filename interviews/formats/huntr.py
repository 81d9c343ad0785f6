"""Huntr: every card of every board."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files.html import plain
from interviews.formats.columns import ApplicationTable, Cells, Days, Noted
from interviews.formats.statuses import Sent, Status

MOST = 50_000  # characters of HTML that are read of one description: five times what is kept
# By which Huntr itself knows a card, its place and its owner.
_NAMES = (
    "id", "color", "boardid", "listid", "companyid", "creatoruserid", "creatoruserfirstname",
    "creatoruserlastname", "creatoruseremail",
)  # fmt: skip


def _description(html: str) -> str:
    return plain(html[:MOST])


def _day(time: str) -> str:
    return time.partition(" ")[0]  # 2022-04-01 00:00:00


class Huntr(ApplicationTable):
    """The list's name is the stage, in the person's own words.

    There is no day of applying: a card in *Applied* was moved there on that day, and one that went
    on from there was made before it. What is made in Huntr is made when one applies, or shortly
    before, so that is as near as one gets; the notes say so.
    """

    key = "huntr"
    name = gettext_lazy("Huntr")
    tool = "Huntr"
    needs = frozenset({"title", "companyname", "listname"})
    empty = frozenset({"-"})
    columns = {
        "title": "role",
        "companyname": "company",
        "listname": "status",
        "lastmovedat": "status_on",
        "createdat": "applied_on",
        "url": "url",
        "rootdomain": "source",
        "companydomain": "website",
        "salary": "salary_range",
        "location": Noted(gettext_lazy("Location")),
        "deadline": Noted(gettext_lazy("Deadline"), _day),
        "boardname": Noted(gettext_lazy("Board")),
        "htmldescription": Noted("", _description),
        **dict.fromkeys(_NAMES, ""),
    }

    def applied_on(self, cells: Cells, days: Days, status: Status) -> date | None:
        made, moved = days.of("applied_on"), days.of("status_on")
        if status.sent is Sent.YES and not moved:
            return made
        if status.sent is Sent.LONG_AGO and made:
            cells.labelled.append(
                _("Huntr does not say when you applied: it was put there on that day.")
            )
            return made
        if made:
            cells.note(_("Saved on"), made.isoformat())
        return moved if status.sent is Sent.YES else None

    def source_of(self, cells: Cells) -> str:
        """The board on which it was found; a company's own site is no board."""
        root = cells.get("source")
        return "" if root == cells.get("website") else root
