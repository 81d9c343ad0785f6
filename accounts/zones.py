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


@cache
def grouped_zones() -> tuple[tuple[str, object], ...]:
    """The zones as a select shows them: by region, with the city's name in plain words."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in zone_names()[1:]:
        region, city = name.split("/", 1)
        regions.setdefault(region, []).append((name, city.replace("_", " ").replace("/", ", ")))
    return (("UTC", "UTC"), *regions.items())


def known_zone(name: str | None, default: str = "UTC") -> str:
    """``name`` if there is such a zone, else ``default``: for what a browser claims."""
    return name if name in zone_names() else default


def check_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})
