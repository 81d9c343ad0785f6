"""System checks: every lock is there, and the database role cannot walk through them."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from core.ownership import OwnedRow, OwnerPolicy, SameOwner, owned_models


@register(Tags.models)
def check_locks(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every owned model declares its policy, and a composite key for each link to an owned one."""
    problems: list[CheckMessage] = []
    for model in owned_models():
        locks = model._meta.constraints
        if not any(isinstance(lock, OwnerPolicy) for lock in locks):
            problems.append(Error("It has an owner but no OwnerPolicy.", obj=model, id="core.E001"))
        locked = {lock.field for lock in locks if isinstance(lock, SameOwner)}
        for field in model._meta.concrete_fields:
            target = field.related_model
            if not isinstance(target, type) or not issubclass(target, OwnedRow):
                continue
            if field.name not in locked:
                problems.append(
                    Error(f"{field.name} has no SameOwner key.", obj=model, id="core.E002")
                )
    return problems


@register(Tags.database)
def check_role(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a database role that row-level security does not bind."""
    if not databases or connection.alias not in databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles"
            " WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        )
        found = cursor.fetchone()
    if not found:
        return []
    return [
        Error(
            f"The database role “{found[0]}” bypasses row-level security.",
            hint="Make one that cannot, and use it in DATABASE_URL: CREATE ROLE worthwhile LOGIN"
            " PASSWORD '…' NOSUPERUSER NOBYPASSRLS; CREATE DATABASE worthwhile OWNER worthwhile;",
            id="core.E003",
        )
    ]
