"""The locks themselves: the policy, the keys, the checks, and the transaction's owner."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from contacts.models import Company, Contact
from core.ownership import (
    Owned,
    OwnerPolicy,
    SameOwner,
    acting_as,
    current_owner,
    owned_models,
    set_owner,
)
from core.ownership_checks import check_locks, check_role
from tests.factories import CompanyFactory, ContactFactory
from tests.people import Person


def test_the_tests_run_under_a_role_that_the_policies_bind(db: None) -> None:
    assert check_role(databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_a_role_that_bypasses_the_policies_is_refused(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A superuser cannot be had here, so the question is answered by a view that says it is one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY VIEW pg_roles AS"
            " SELECT current_user AS rolname, true AS rolsuper, false AS rolbypassrls"
        )
        cursor.execute("SET LOCAL search_path TO pg_temp, pg_catalog, public")
    (problem,) = check_role(databases=["default"])
    assert "bypasses row-level security" in problem.msg
    assert "NOBYPASSRLS" in problem.hint


def test_the_role_is_looked_at_only_where_a_database_is(db: None) -> None:
    assert check_role() == []


def test_every_owned_model_declares_its_locks() -> None:
    assert check_locks() == []
    assert len(owned_models()) == 21


def test_a_model_without_its_locks_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Contact._meta, "constraints", [])
    assert {problem.id for problem in check_locks()} == {"core.E001", "core.E002"}


def test_every_policy_is_forced_in_the_database(db: None) -> None:
    with connection.cursor() as cursor:
        for model in owned_models():
            cursor.execute(
                "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
                [model._meta.db_table],
            )
            assert cursor.fetchone() == (True, True), model


def test_without_an_owner_there_are_no_rows(alice: object) -> None:
    CompanyFactory(owner=alice)
    assert Company.objects.count() == 1
    set_owner("")
    assert Company.objects.count() == 0


def test_a_row_for_somebody_else_is_refused_by_the_database(alice: object, bob: object) -> None:
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with acting_as(alice), refused, transaction.atomic():
        Company.objects.create(owner=bob, name="Umbrella")


def test_a_link_to_somebody_elses_row_is_refused_by_the_database(
    alice: object, bob: object
) -> None:
    hers = CompanyFactory(owner=alice)
    ContactFactory(owner=bob, company=hers)
    with pytest.raises(IntegrityError, match="contacts_contact_company_owner"):
        connection.check_constraints()


def test_an_inner_owner_gives_the_outer_one_back(alice: object, bob: object) -> None:
    with acting_as(alice):
        with acting_as(bob):
            assert current_owner() == str(bob.pk)
        assert current_owner() == str(alice.pk)
        with pytest.raises(ValueError, match="half done"), acting_as(bob):
            raise ValueError("half done")
        assert current_owner() == str(alice.pk)


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_forgotten_with_the_transaction() -> None:
    with acting_as(7):
        assert current_owner() == "7"
    assert not current_owner()


def test_what_a_failing_view_had_written_is_undone(
    as_alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_alice.raise_request_exception = False
    sent = as_alice.fill("/companies/new/", {"name": "Umbrella"})

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("after the write")

    monkeypatch.setattr("contacts.models.Company.get_absolute_url", fail)
    assert as_alice.post("/companies/new/", sent).status_code == 500
    assert not Company.objects.exists()


def test_every_version_counts_saves(alice: object) -> None:
    company = CompanyFactory(owner=alice)
    company.save()
    company.save(update_fields=["name"])
    assert Company.objects.get().version == 3
    assert all(
        issubclass(model, Owned) or model._meta.app_label in ("core", "transfer")
        for model in owned_models()
    )


def test_a_lock_can_be_taken_off_and_put_on_by_a_migration(db: None) -> None:
    def state() -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relrowsecurity, relforcerowsecurity,"
                " (SELECT count(*) FROM pg_policies WHERE tablename = 'contacts_contact'),"
                " (SELECT count(*) FROM pg_constraint"
                "  WHERE conname = 'contacts_contact_company_owner')"
                " FROM pg_class WHERE oid = 'contacts_contact'::regclass"
            )
            return cursor.fetchone()

    locks = [c for c in Contact._meta.constraints if isinstance(c, OwnerPolicy | SameOwner)]
    with connection.schema_editor() as editor:
        for lock in locks:
            editor.remove_constraint(Contact, lock)
        assert state() == (False, False, 0, 0)
        for lock in locks:
            editor.add_constraint(Contact, lock)
        assert state() == (True, True, 1, 1)


def test_locks_are_equal_when_they_say_the_same() -> None:
    key = SameOwner(field="company", name="a")
    assert key == SameOwner(field="company", name="a")
    assert key != SameOwner(field="contact", name="a")
    assert key != OwnerPolicy(name="a")
    assert key != "a"
    assert len({key, SameOwner(field="company", name="a")}) == 1
