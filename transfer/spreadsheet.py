"""A table as a file that every spreadsheet opens: text in, text out."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _

MARK = "\ufeff"  # without it Excel takes UTF-8 for the letters of one country
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def written(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The whole file. Where a comma stands in numbers, Excel wants a semicolon between cells."""
    out = io.StringIO(newline="")
    out.write(MARK)
    comma_in_numbers = get_format("DECIMAL_SEPARATOR") == ","
    sheet = csv.writer(out, delimiter=";" if comma_in_numbers else ",")
    sheet.writerow([cell(header) for header in headers])
    sheet.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as text: days and times in the one way that sorts and that no country reads wrongly.

    What a spreadsheet would compute gets an apostrophe before it: words of other people's are in
    these cells, and a formula can send the sheet away.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
