"""Invites become planned interviews: added, moved, called off, or met by one that is here already.

An interview is known by the invite's UID. What its organiser changes, the time and the place,
follows the latest version, and so does whether it takes place; all else is only ever added to. One
that is debriefed or answered stays as it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.intake import Fate, Match, Sure, Written
from core.journal import Journal
from core.text import in_a_row
from interviews.formats.invite import stamp
from interviews.forms.invite import InviteWordsForm
from interviews.guessing import Guesses, Place, kind_of, name_of
from interviews.inviting import Inviting, is_in_another_room, is_judged
from interviews.models import Interview, Kind
from interviews.records import InviteRecord

NEAR = timedelta(hours=1)  # between an invite and an interview that was entered by hand
Key = tuple[str, str]  # UID, and which of a series


class InviteIntake:
    words_form = InviteWordsForm  # asks what an invite does not say
    fates = {Fate.FILL: gettext_lazy("changes what you have")}  # moves it, calls it off

    def __init__(self, owner: Any, now: datetime) -> None:
        self.owner, self.now = owner, now
        self.guesses = Guesses(owner)
        rows = list(Interview.objects.for_user(owner).with_company().order_by("starts_at", "id"))
        self._by_hand: dict[int, list[Interview]] = defaultdict(list)  # by the hour
        for row in rows:
            if not row.invite_uid and not row.cancelled_at:
                self._by_hand[_hour(row.starts_at)].append(row)
        self._by_invite = {
            (row.invite_uid, row.invite_occurrence): row for row in rows if row.invite_uid
        }
        self._lines: dict[Key, int] = {}  # of those that this import adds or links
        self._linked: set[int] = set()

    def title(self, record: InviteRecord) -> str:
        return record.summary or _("An event without a title")

    def details(self, record: InviteRecord) -> list[tuple[str, str]]:
        place = self.guesses.place(record)
        guests = [name_of(guest) for guest in self.guesses.guests(record)]
        found = [
            (_("When"), self._when(record.starts_at)),
            (_("Of a series"), _("only the first one is taken") if record.repeats else ""),
            (_("For"), str(place) if place.is_known else place.company),
            (_("Kind"), str(Kind(kind_of(record)).label)),
            (_("To meet"), in_a_row(guests)),
            (_("Where"), record.place),
        ]
        return [(label, value) for label, value in found if value]

    # --- What a record would do -----------------------------------------------------------------

    def match(self, line: int, record: InviteRecord, chosen: str = "") -> Match:
        key = (record.uid, record.occurrence)
        if key in self._lines:
            words = _("It says the same as line %(line)s.") % {"line": self._lines[key]}
            return Match(Fate.SKIP, line=self._lines[key], why=words)
        known = self._known(record)
        if known:
            return self._follow(known, record)
        if record.cancelled:
            return Match(Fate.SKIP, why=_("It is called off, and you do not have it."))
        place = self.guesses.place(record)
        entered = None if chosen == Fate.ADD else self._entered(record, place)
        if entered:
            return self._link(line, entered, record, place.is_known or chosen == Fate.SAME)
        if not place.is_known:
            why = _("Say which company and role it is for; then it can come in.")
            return Match(Fate.SKIP, why=why)
        self._lines[key] = line
        return Match(Fate.ADD)

    def _follow(self, row: Interview, record: InviteRecord) -> Match:
        """Another version of what is here. A cancellation need not count higher."""
        news = record.sequence > row.invite_sequence
        if record.cancelled and not row.cancelled_at and record.sequence == row.invite_sequence:
            news = True
        if not news:
            return Match(Fate.SAME, Sure.CERTAIN, row.pk)
        if is_judged(row):
            why = _("You debriefed this one or noted their answer, so it stays as it was.")
            return Match(Fate.SKIP, Sure.CERTAIN, row.pk, why=why)
        why, changes = self._news(row, record)
        return Match(Fate.FILL, Sure.CERTAIN, row.pk, why=why, fills=changes)

    def _news(self, row: Interview, record: InviteRecord) -> tuple[str, dict[str, str]]:
        """What a newer version changes, in words."""
        changes = self._changes(row, record)
        if record.cancelled:
            return _("It is called off."), {}
        if row.cancelled_at:
            return _("It takes place after all."), changes
        if record.starts_at != row.starts_at:
            words = _("It moves from %(before)s to %(now)s.")
            times = {"before": self._when(row.starts_at), "now": self._when(record.starts_at)}
            changes.pop(_("When"), None)
            return words % times, changes
        return _("This is a newer version of its invite."), changes

    def _link(self, line: int, row: Interview, record: InviteRecord, is_sure: bool) -> Match:
        """One that was entered by hand meets its invite."""
        fills = {_("Invite"): self.title(record), **self._changes(row, record)}
        if not is_sure:
            words = _("You have an interview at that very time: %(interview)s. Is it this one?")
            why = words % {"interview": row}
            return Match(Fate.SKIP, Sure.MAYBE, row.pk, why=why, fills=fills)
        self._lines[record.uid, record.occurrence] = line
        self._linked.add(row.pk)
        why = _("You entered this one by hand; it is linked with its invite, and stays one.")
        return Match(Fate.FILL, Sure.LIKELY, row.pk, why=why, fills=fills)

    def _changes(self, row: Interview, record: InviteRecord) -> dict[str, str]:
        """What a page shows of it that becomes another."""
        changes: dict[str, str] = {}
        if is_judged(row):
            return changes
        if record.starts_at != row.starts_at:
            changes[_("When")] = self._when(record.starts_at)
        elif record.ends_at != row.ends_at:
            changes[_("Ends")] = self._when(record.ends_at)
        where = [record.place] if record.place and record.place != row.place else []
        where += [record.room] if is_in_another_room(row, record) else []
        if where:
            changes[_("Where")] = in_a_row(where)
        return changes

    def _known(self, record: InviteRecord) -> Interview | None:
        """The one of this invite. The first of a series may be told by itself later."""
        found = self._by_invite.get((record.uid, record.occurrence))
        if found:
            return found
        if record.occurrence:
            first = self._by_invite.get((record.uid, ""))
            return first if first and stamp(first.starts_at) == record.occurrence else None
        starts = record.starts_at
        return self._by_invite.get((record.uid, stamp(starts))) if starts else None

    def _entered(self, record: InviteRecord, place: Place) -> Interview | None:
        """The nearest entered by hand: at that company within the hour, or at that very time."""
        if not record.starts_at:
            return None
        hour, near = _hour(record.starts_at), []
        for row in chain(*(self._by_hand.get(hour + by, ()) for by in (-1, 0, 1))):
            apart = abs(row.starts_at - record.starts_at)
            there = row.application.company.name.lower() == place.company.lower()
            if row.pk in self._linked or apart > (NEAR if there else timedelta()):
                continue
            if there or not place.is_known:
                is_other = bool(place.application) and row.application != place.application
                near.append((is_other, apart, row.pk, row))
        return min(near)[-1] if near else None

    def _when(self, moment: datetime | None) -> str:
        if not moment:
            return ""
        return date_format(timezone.localtime(moment, self.owner.zone), "DATETIME_FORMAT")

    # --- The import -----------------------------------------------------------------------------

    def write(
        self, records: Sequence[tuple[InviteRecord, Match]], journal: Journal
    ) -> list[Written]:
        return Inviting(self.owner, self.guesses, journal, self.now).write(records)


def _hour(moment: datetime) -> int:
    """What is ``NEAR`` stands under the same number, or the one beside it."""
    return int(moment.timestamp() // NEAR.total_seconds())
