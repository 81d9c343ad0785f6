"""Migrations go forward and back, and leave the same locks behind."""

from typing import Any

from django.core.management import call_command
from django.db import connection

OURS = ["transfer", "interviews", "learning", "contacts", "core"]  # the upper rooms first


def tables_and_policies() -> tuple[set[str], set[tuple[str, str]], set[tuple[str, str]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies")
        policies = set(cursor.fetchall())
        cursor.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint")
        constraints = set(cursor.fetchall())
    return set(connection.introspection.table_names()), policies, constraints


def test_back_to_nothing_and_forward_again(db: Any) -> None:
    before = tables_and_policies()
    for app in OURS:
        call_command("migrate", app, "zero", verbosity=0)
    tables, policies, _constraints = tables_and_policies()
    assert not [name for name in tables if name.startswith(tuple(f"{app}_" for app in OURS))]
    assert not policies
    call_command("migrate", verbosity=0)
    assert tables_and_policies() == before


def test_no_model_waits_for_a_migration(db: Any) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
