"""The pictures of the dashboard, in the order of the page. Page, files and tests walk this list."""

from dashboard.pictures import dread, flow, kept, months, verdicts, worth

PICTURES = (
    verdicts.PICTURE,
    months.PICTURE,
    dread.PICTURE,
    kept.PICTURE,
    flow.PICTURE,
    worth.PICTURE,
)
