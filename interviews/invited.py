"""The guests of invites as people: known by e-mail, else by name at that company, else new."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from contacts.models import Contact
from core import bulk
from core.journal import Journal
from core.text import fold
from interviews import guessing
from interviews.guessing import Guesses
from interviews.models import Interview
from interviews.records import Guest, InviteRecord

Pairs = list[tuple[Interview, InviteRecord]]


class Invited:
    def __init__(self, owner: Any, guesses: Guesses, journal: Journal, now: datetime) -> None:
        self.owner, self.guesses, self.journal, self.now = owner, guesses, journal, now
        self._by_email = {email.lower(): pk for pk, _key, email, _c in guesses.people if email}
        self._by_name = {(key, company): pk for pk, key, _email, company in guesses.people}
        self._contacts: dict[int, Contact] = {}

    def of(self, pairs: Pairs) -> Iterator[tuple[Interview, Contact]]:
        """Each interview with each of its guests, who are there by then."""
        guests = [(row, guest) for row, record in pairs for guest in self.guesses.guests(record)]
        self._make([pair for pair in guests if not self._known(*pair)])
        found = [(row, guest, self._known(*pair)) for pair in guests for row, guest in [pair]]
        mine = Contact.objects.for_user(self.owner).filter(pk__in={pk for _r, _g, pk in found})
        self._contacts = mine.select_for_update().order_by("pk").in_bulk()
        self._add_emails((guest, pk) for _row, guest, pk in found)
        for row, _guest, pk in found:
            if pk in self._contacts:  # else deleted meanwhile
                yield row, self._contacts[pk]

    def _known(self, row: Interview, guest: Guest) -> int | None:
        by_email = self._by_email.get(guest.email) if guest.email else None
        return by_email or self._by_name.get(self._name(row, guest))

    def _name(self, row: Interview, guest: Guest) -> tuple[str, int | None]:
        return fold(guessing.name_of(guest)), row.application.company_id

    def _make(self, guests: list[tuple[Interview, Guest]]) -> None:
        """Each once, be they in ten interviews."""
        new: dict[object, Contact] = {}
        for row, guest in guests:
            contact = Contact(
                owner=self.owner,
                name=guessing.name_of(guest)[:200],
                email=guest.email,
                company=row.application.company,
            )
            contact.set_keys()
            new.setdefault(guest.email or self._name(row, guest), contact)
        made = Contact.objects.bulk_create(new.values())
        self.journal.note_made(made)
        for one in made:
            self.guesses.people.append((one.pk, one.sort_key, one.email, one.company_id))
            self._by_name.setdefault((one.sort_key, one.company_id), one.pk)
            if one.email:
                self._by_email[one.email] = one.pk

    def _add_emails(self, guests: Iterable[tuple[Guest, int | None]]) -> None:
        """To those who are known by name and have none yet."""
        changed: dict[int, Contact] = {}
        for guest, pk in guests:
            contact = self._contacts.get(pk or 0)
            if contact and guest.email and not contact.email:
                contact.email = guest.email
                self.journal.changed(Contact, contact.pk, {"email": ""}, {"email": guest.email})
                changed[contact.pk] = contact
        bulk.save(list(changed.values()), ["email"], self.now)
