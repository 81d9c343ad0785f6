"""Text as people sort and look for it."""

import unicodedata


def fold(text: str) -> str:
    """The key that puts *adam*, *Émile*, *Zoe* in that order, whatever the database's locale.

    The embedded server has no ICU. The same key makes a search blind to accents and case.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
