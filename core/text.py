"""Text as people sort and look for it, and as a language puts several together."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

# Letters that stand for others but that Unicode does not take apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """The key that puts *adam*, *Émile*, *Zoe* in that order, whatever the database's locale.

    The embedded server has no ICU. The same key makes a search blind to accents and case. It may be
    many times longer than the text: cut it to the column that keeps it.
    """
    if text.isascii():  # most names are, and this is quicker by far
        return " ".join(text.lower().split())
    # Taken apart before case is folded (𝐀 becomes A) and after (ǰ becomes j and a mark).
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(char for char in parts.translate(_PLAIN) if not _is_invisible(char))
    return " ".join(plain.split())


def words(text: str) -> list[str]:
    """*max_salary*, *Max. Salary*: the words alone, folded."""
    return re.findall(r"[^\W_]+", fold(text))


def _is_invisible(char: str) -> bool:
    """An accent, or a mark that only steers direction or joining."""
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Cf"


def in_a_row(parts: Iterable[object]) -> str:
    """*Priya Nair, storage*; what is empty or missing is left out."""
    return pgettext("between two parts", ", ").join(str(part) for part in parts if part)


def listed(things: Sequence[object]) -> str:
    """*one, two and three*"""
    if len(things) < 2:
        return "".join(map(str, things))
    return _("%(first)s and %(last)s") % {"first": in_a_row(things[:-1]), "last": things[-1]}
