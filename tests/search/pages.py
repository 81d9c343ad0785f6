"""What a person sees of a search."""

import re
from html import unescape
from urllib.parse import urlencode

from tests.people import Person


def results(person: Person, q: str, **more: str) -> list[str]:
    """The titles of the lines, from the best."""
    page = person.read(f"/search/?{urlencode({'q': q, **more})}")
    titles = re.findall(r'class="line-title"[^>]*>(.*?)</a>', page)
    return [unescape(re.sub(r"<[^>]+>", "", title)) for title in titles]


def kinds(person: Person, q: str) -> list[str]:
    """The headings, from the best."""
    return re.findall(
        r'<h2 class="eyebrow">(.*?)</h2>', person.read(f"/search/?{urlencode({'q': q})}")
    )
