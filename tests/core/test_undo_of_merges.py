"""A merge undone: all is as it was, but for what was written since."""

from collections.abc import Iterable
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Company, Contact, Touch
from core import merging, undo
from core.models import Change
from core.ownership import Owned
from interviews.models import Meeting
from tests.core.merges import both_in_one_interview, link_to, merge, take_notes
from tests.core.worlds import everything, said
from tests.factories import NOW, CompanyFactory, ContactFactory, MeetingFactory, TouchFactory


def test_undone_every_column_is_as_it_was(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    link_to(kept.owner, kept)
    link_to(kept.owner, other)
    both_in_one_interview(kept, other)
    before = said(everything())
    assert undo.put_back(merge(kept, other, take_notes), NOW)
    assert said(everything()) == before


def test_no_row_says_two_things_in_one_version(two: tuple[Contact, Contact]) -> None:
    """A page that was open meanwhile is an old copy, after the merge and after its undo."""
    kept, other = two
    link_to(kept.owner, other)
    both_in_one_interview(kept, other)
    worlds = [everything()]
    change = merge(kept, other, take_notes)
    worlds.append(everything())
    undo.put_back(change, NOW)
    worlds.append(everything())
    seen: dict[Any, Any] = {}
    for world in worlds:
        for name, rows in said(world).items():
            for row, whole in zip(rows, world[name], strict=True):
                assert seen.setdefault((name, row["id"], whole["version"]), row) == row


def test_what_was_written_since_is_not_overwritten(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    Contact.objects.filter(pk=other.pk).update(email="priya@example.com", notes="of storage")
    change = merge(kept, other, take_notes)
    Contact.objects.update(notes="Mine, since")
    assert not undo.put_back(change, NOW)
    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.notes) == ("Priya", "", "Mine, since")
    assert Contact.objects.get(pk=other.pk).notes == "of storage"


def test_what_was_linked_elsewhere_since_stays_there(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    touch = TouchFactory(owner=kept.owner, contact=other)
    change = merge(kept, other)
    third = ContactFactory(owner=kept.owner)
    Touch.objects.update(contact=third)
    new = TouchFactory(owner=kept.owner, contact=kept)
    assert not undo.put_back(change, NOW)
    assert Touch.objects.get(pk=touch.pk).contact == third
    assert Touch.objects.get(pk=new.pk).contact == kept


def test_what_was_deleted_since_comes_back_to_whom_it_belonged(
    two: tuple[Contact, Contact],
) -> None:
    kept, other = two
    touch = TouchFactory(owner=kept.owner, contact=other)
    before = said(everything())
    change = merge(kept, other)
    later = undo.delete(Touch.objects.get(pk=touch.pk), "The touch")
    undo.put_back(change, NOW)
    later.refresh_from_db()
    undo.put_back(later, NOW)
    assert Touch.objects.get().contact == other
    assert said(everything()) == before


def test_while_the_kept_one_is_gone_it_waits_for_it(two: tuple[Contact, Contact]) -> None:
    before = said(everything())
    change = merge(*two, take_notes)
    gone = undo.delete(Contact.objects.get(), "Priya")
    without = everything()
    with pytest.raises(undo.CannotPutBack, match="Put that back first"):
        undo.put_back(change, NOW)
    assert everything() == without
    undo.put_back(gone, NOW)
    undo.put_back(change, NOW)
    assert said(everything()) == before


def test_with_its_name_taken_it_says_so_and_changes_nothing(alice: User) -> None:
    kept, other = (CompanyFactory(owner=alice, name=name) for name in ("Umbrella", "Umbrela"))
    change = merge(kept, other)
    typo = CompanyFactory(owner=alice, name="UMBRELA")
    before = everything()
    with pytest.raises(undo.CannotPutBack, match="another one has its name now"):
        undo.put_back(change, NOW)
    assert everything() == before
    typo.delete()
    undo.put_back(change, NOW)
    assert Company.objects.filter(pk=other.pk).exists()


def test_the_kept_one_may_take_the_others_name_and_give_it_back(alice: User) -> None:
    kept, other = (CompanyFactory(owner=alice, name=name) for name in ("Umbrela", "Umbrella"))

    def take(kept: Any, other: Any, left: merging.Left) -> Iterable[Owned]:
        kept.name = other.name
        return []

    before = said(everything())
    change = merge(kept, other, take)
    assert Company.objects.get().sort_key == "umbrella"
    undo.put_back(change, NOW)
    assert said(everything()) == before


@pytest.mark.parametrize("first", [0, 1])
def test_two_merges_into_one_are_undone_in_either_order(
    two: tuple[Contact, Contact], first: int
) -> None:
    kept, other = two
    third = ContactFactory(owner=kept.owner, name="Third", notes="of Hooli")
    both_in_one_interview(kept, other)
    MeetingFactory(owner=kept.owner, interview=Meeting.objects.first().interview, contact=third)
    before = said(everything())
    changes = [merge(kept, other, take_notes), merge(kept, third, take_notes)]
    undo.put_back(changes[first], NOW)
    change = Change.objects.get(undone_at=None)
    undo.put_back(change, NOW)
    assert said(everything()) == before


def test_a_row_made_for_it_goes_unless_it_was_edited_since(two: tuple[Contact, Contact]) -> None:
    kept, other = two
    third = ContactFactory(owner=kept.owner)

    def take(kept: Any, other: Any, left: merging.Left) -> Iterable[Owned]:
        return TouchFactory.create_batch(2, owner=kept.owner, contact=third)

    change = merge(kept, other, take)
    mine = Touch.objects.first()
    mine.note = "Mine, since"
    mine.save()
    assert not undo.put_back(change, NOW)
    assert Touch.objects.get() == mine


def test_an_entry_written_before_rows_were_counted_together_is_undone_too(alice: User) -> None:
    made = CompanyFactory(owner=alice)
    row = {"model": "contacts.company", "pk": made.pk, "version": made.version}
    change = Change.objects.create(
        owner=alice, label="", before={"deleted": [], "emptied": [], "made": [row]}
    )
    assert undo.put_back(change, NOW)
    assert not Company.objects.exists()
