"""What is wrong with a file, or with one row of it, in words for the person."""

from django.utils.translation import gettext as _


class FileProblem(Exception):
    """Nothing of this file can be taken. ``str()`` is the whole message, with line and column."""

    def __init__(self, words: str, line: int | None = None, column: int | None = None) -> None:
        self.words, self.line, self.column = words, line, column
        super().__init__(words)

    def __str__(self) -> str:
        if self.line and self.column:
            place = _("Line %(line)s, column %(column)s:")
            return f"{place % {'line': self.line, 'column': self.column}} {self.words}"
        if self.line:
            return f"{_('Line %(line)s:') % {'line': self.line}} {self.words}"
        return self.words


class RowProblem(Exception):
    """This row cannot be taken, and why. The others can."""
