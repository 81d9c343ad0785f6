"""An answer is a word of theirs: the day on which they come up next follows it."""

from datetime import date

from contacts.models import Contact
from core.models import Change
from tests.factories import CompanyFactory, ContactFactory
from tests.feedback.test_answers import record
from tests.people import Person


def test_an_answer_is_a_word_of_theirs_and_moves_their_next_day(as_alice: Person) -> None:
    """As a touch does; another day, another person or its deletion moves it back."""
    me = as_alice.user
    company = CompanyFactory(owner=me, name="Hooli")
    keep = {"owner": me, "company": company, "keep_in_touch_days": 30}
    priya = ContactFactory(name="Priya", next_on=date(2026, 3, 1), **keep)
    tom = ContactFactory(name="Tom", next_on=date(2026, 3, 20), **keep)

    def next_days() -> list[date]:
        return [Contact.objects.get(pk=one.pk).next_on for one in (priya, tom)]

    answer = record(as_alice, f"?contact={priya.pk}", on="2026-03-09")
    assert next_days() == [date(2026, 4, 8), date(2026, 3, 20)]
    edit = f"{answer.get_absolute_url()}edit/"
    as_alice.submit(edit, {"on": "2026-03-05"})
    assert next_days() == [date(2026, 4, 4), date(2026, 3, 20)]
    as_alice.submit(edit, {"from_name": "Tom"})
    assert next_days()[1] == date(2026, 4, 4)


def test_deleted_an_answer_moves_the_day_back_until_it_is_put_back(as_alice: Person) -> None:
    keep = {"keep_in_touch_days": 30, "next_on": date(2026, 3, 31)}
    priya = ContactFactory(owner=as_alice.user, **keep)
    priya.touch("called", date(2026, 3, 1))
    answer = record(as_alice, f"?contact={priya.pk}", on="2026-03-09")
    as_alice.submit(f"{answer.get_absolute_url()}delete/")
    assert Contact.objects.get().next_on == date(2026, 3, 31)
    as_alice.submit("/deleted/", action=f"/deleted/{Change.objects.get().pk}/undo/")
    assert Contact.objects.get().next_on == date(2026, 4, 8)


def test_an_edit_of_the_words_leaves_a_day_of_my_choice(as_alice: Person) -> None:
    priya = ContactFactory(owner=as_alice.user, keep_in_touch_days=30)
    answer = record(as_alice, f"?contact={priya.pk}", on="2026-03-09")
    Contact.objects.update(next_on=date(2026, 3, 15))
    as_alice.submit(f"{answer.get_absolute_url()}edit/", {"said": "Less of it."})
    assert Contact.objects.get().next_on == date(2026, 3, 15)
