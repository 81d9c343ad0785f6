"""Write what invites say: interviews, their companies and applications, and whom to meet there.

All that is made or changed is noted in the undo journal.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from contacts.models import Company, Contact
from core import bulk
from core.intake import Fate, Match, Written
from core.journal import Journal
from core.text import fold
from interviews.guessing import Guesses, Place, kind_of
from interviews.invited import Invited, Pairs
from interviews.models import Application, Interview, Meeting, Outcome
from interviews.records import InviteRecord

FOLLOWING = (
    *("starts_at", "ends_at", "place", "notes", "cancelled_at"),
    *("invite_uid", "invite_occurrence", "invite_sequence"),
)


def is_judged(row: Interview) -> bool:
    """Mine or theirs: then it took place when it says, whatever a calendar says later."""
    return bool(row.debriefed_at or row.outcome != Outcome.WAITING)


def is_in_another_room(row: Interview, record: InviteRecord) -> bool:
    """Whether the invite names a room or an address that is not what the notes begin with."""
    return bool(record.room) and not row.notes.startswith(record.room)


class Inviting:
    """One chunk of an import."""

    def __init__(self, owner: Any, guesses: Guesses, journal: Journal, now: datetime) -> None:
        self.owner, self.guesses, self.journal, self.now = owner, guesses, journal, now

    def write(self, records: Sequence[tuple[InviteRecord, Match]]) -> list[Written]:
        pks = [match.pk for _record, match in records if match.fate == Fate.FILL]
        mine = Interview.objects.for_user(self.owner).with_company().filter(pk__in=pks)
        there = mine.select_for_update(of=("self",)).order_by("pk").in_bulk()
        new: Pairs = []
        known: Pairs = []
        for record, match in records:
            if match.fate == Fate.ADD:
                new.append((self._interview(record), record))
            elif match.pk in there:  # else it was deleted meanwhile
                known.append((there[match.pk], record))
        Interview.objects.bulk_create([row for row, _record in new])
        self.journal.note_made([row for row, _record in new])
        self._follow(known)
        coming = [(row, record) for row, record in known if not record.cancelled]
        self._expect([*new, *(pair for pair in coming if not is_judged(pair[0]))])
        made = iter(row.pk for row, _record in new)
        label = Interview._meta.label_lower
        return [
            Written(label, next(made), made=True)
            if match.fate == Fate.ADD
            else Written(label, match.pk or 0, made=False)
            for _record, match in records
        ]

    # --- New interviews -------------------------------------------------------------------------

    def _interview(self, record: InviteRecord) -> Interview:
        starts, ends = _times(record)
        return Interview(
            owner=self.owner,
            application=self._application(self.guesses.place(record)),
            kind=kind_of(record),
            starts_at=starts,
            ends_at=ends,
            place=record.place,
            notes=record.notes,
            invite_uid=record.uid,
            invite_occurrence=record.occurrence,
            invite_sequence=record.sequence,
        )

    def _application(self, place: Place) -> Application:
        """Made for the first invite that needs it; the next one finds it."""
        if place.application:
            return place.application
        company = Company.objects.for_user(self.owner).named(place.company).first()
        if not company:
            company = Company.objects.create(owner=self.owner, name=place.company)
            self.journal.note_made([company])
        made = Application.objects.create(owner=self.owner, company=company, role=place.role)
        self.journal.note_made([made])
        self.guesses.add(made)
        return made

    # --- Those that are here already ------------------------------------------------------------

    def _follow(self, pairs: Pairs) -> None:
        """The time and the place as the invite has them now; what was empty is filled in."""
        for row, record in pairs:
            was = {name: getattr(row, name) for name in FOLLOWING}
            row.invite_uid, row.invite_occurrence = record.uid, record.occurrence
            row.invite_sequence = record.sequence
            row.notes = row.notes or record.notes
            if not is_judged(row):
                self._move(row, record)
            now = {name: getattr(row, name) for name in FOLLOWING}
            self.journal.changed(Interview, row.pk, was, now)
        bulk.save([row for row, _record in pairs], FOLLOWING, self.now)

    def _move(self, row: Interview, record: InviteRecord) -> None:
        if record.cancelled:
            row.cancelled_at = row.cancelled_at or self.now
            return
        row.cancelled_at = None
        row.starts_at, row.ends_at = _times(record)
        row.place = record.place or row.place
        if is_in_another_room(row, record):
            row.notes = f"{record.room}\n\n{row.notes}"

    # --- Whom to meet ---------------------------------------------------------------------------

    def _expect(self, pairs: Pairs) -> None:
        """Everybody invited is planned to be met, and kept as a person."""
        people = Invited(self.owner, self.guesses, self.journal, self.now)
        meetings = self._meetings([row for row, _record in pairs])
        new, linked = [], []
        for row, contact in people.of(pairs):
            there = meetings.setdefault(row.pk, [])
            if any(one.contact_id == contact.pk for one in there):
                continue
            named = [one for one in there if not one.contact_id and _same(one.name, contact.name)]
            if named:
                was, now = {"contact": None}, {"contact": contact.pk}
                self.journal.changed(Meeting, named[0].pk, was, now)
                named[0].contact = contact
                linked.append(named[0])
            else:
                there.append(_meeting(row, contact))
                new.append(there[-1])
        Meeting.objects.bulk_create(new)
        self.journal.note_made(new)
        bulk.save(linked, ["contact"], self.now)

    def _meetings(self, rows: list[Interview]) -> dict[int, list[Meeting]]:
        found: dict[int, list[Meeting]] = {}
        mine = Meeting.objects.for_user(self.owner).filter(interview__in=rows)
        for meeting in mine.order_by("id"):
            found.setdefault(meeting.interview_id, []).append(meeting)
        return found


def _times(record: InviteRecord) -> tuple[datetime, datetime]:
    if not (record.starts_at and record.ends_at):
        raise ValueError("Only a cancellation has no time.")
    return record.starts_at, record.ends_at


def _meeting(row: Interview, contact: Contact) -> Meeting:
    return Meeting(
        owner=row.owner,
        interview=row,
        contact=contact,
        name=contact.name,
        role=contact.title,
        planned=True,
    )


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)
