"""How a shape is drawn: a class for the page's sheet, and what it looks like without any sheet.

A picture that is saved has no stylesheet, so every shape carries its colour on paper as well. In
the page ``figures.css`` has the last word: there the same drawing is dark at night. The colours are
those of ``design.css`` by day; a test holds the two together.
"""

from django.utils.safestring import SafeString, mark_safe

PAPER = "#faf6ee"
INK = "#211c16"
QUIET = "#51483d"
LINE = "#e2d8c8"
EDGE = "#8b7d6a"
MET = "#c4790f"
LEARNED = "#12706c"

SANS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif"
SIZE = 13  # of the words in a drawing, on paper; the sheet makes them larger on a phone


def _pen(names: str, **look: str | int | float) -> SafeString:
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
    return mark_safe(f'class="{names}"{attributes}')  # noqa: S308  our own words only


_SHAPE: dict[str, str | int] = {"stroke_width": 2, "stroke_linejoin": "round"}
_LINE: dict[str, str | int] = {
    "fill": "none",
    "stroke_width": 2,
    "stroke_linecap": "round",
    "stroke_linejoin": "round",
}
_WORDS: dict[str, str | int] = {"font_family": SANS, "font_size": SIZE}

PENS = {
    # My two metrics: filled where it is so, outlined where it is not.
    "met": _pen("v-met v-yes", fill=MET, stroke=MET, **_SHAPE),
    "not_met": _pen("v-met", fill="none", stroke=MET, **_SHAPE),
    "learned": _pen("v-learned v-yes", fill=LEARNED, stroke=LEARNED, **_SHAPE),
    "not_learned": _pen("v-learned", fill="none", stroke=LEARNED, **_SHAPE),
    "met_line": _pen("l-met", stroke=MET, **_LINE),
    "learned_line": _pen("l-learned", stroke=LEARNED, **_LINE),
    # What companies said, from much to little.
    "said": _pen("c-said", fill=EDGE, fill_opacity=0.6, stroke=EDGE, stroke_width=0.75),
    "said_no": _pen("c-said-no", fill=EDGE, fill_opacity=0.35, stroke=EDGE, stroke_width=0.75),
    "said_little": _pen(
        "c-said-little", fill=EDGE, fill_opacity=0.15, stroke=EDGE, stroke_width=0.75
    ),
    "said_nothing": _pen("c-said-nothing", fill="none", stroke=EDGE, stroke_dasharray="3 3"),
    # All else.
    "axis": _pen("c-axis", fill="none", stroke=LINE),
    "band": _pen("c-band", fill=EDGE, fill_opacity=0.25),
    "trunk": _pen("c-trunk", fill=EDGE, fill_opacity=0.5),
    "node": _pen("c-node", fill=QUIET),
    "line": _pen("c-line", stroke=INK, **_LINE),
    "dashes": _pen("c-dashes", stroke=QUIET, stroke_dasharray="2 5", **_LINE),
    "track": _pen("c-track", fill="none", stroke=EDGE),
    "bar": _pen("c-bar", fill=QUIET),
    "label": _pen("c-label", fill=QUIET, **_WORDS),
    "value": _pen("c-value", fill=INK, **_WORDS),
    "heading": _pen("c-heading", fill=INK, font_weight=600, **_WORDS),
}
