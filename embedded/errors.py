"""What this package says when it cannot go on."""


class EmbeddedError(Exception):
    """A sentence for the person who started the program; they need no traceback with it."""
