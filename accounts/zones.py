"""Time zones by their IANA names."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person can live in, sorted; the technical ones left out. Read once."""
    names = available_timezones()
    return ("UTC", *sorted(n for n in names if "/" in n and not n.startswith(("Etc/", "posix/"))))


def known_zone(name: str | None, default: str = "UTC") -> str:
    """``name`` if there is such a zone, else ``default``: for what a browser claims."""
    return name if name in zone_names() else default


def check_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})
