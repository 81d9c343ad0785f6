"""Draws static/icons: `python -m tests.icons`, with the browser of the journeys."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from tests.journeys.browser import ARGS, find

PAPER, INK, QUIET = "#faf6ee", "#211c16", "#51483d"
MARK = (
    '<circle fill="#c4790f" cx="9" cy="9" r="7"/>'
    '<path fill="#12706c" d="m28 1.2 7.8 7.8-7.8 7.8-7.8-7.8z"/>'
)  # templates/components/mark.html, both filled


def icon(size: int, margin: float, corner: float) -> str:
    """The mark on paper; ``margin`` and ``corner`` are parts of the width."""
    wide = 100 - 200 * margin
    scale = wide / 34
    left, top = 100 * margin - 2 * scale, 50 - 9 * scale
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        f' viewBox="0 0 100 100"><rect width="100" height="100" rx="{corner * 100}"'
        f' fill="{PAPER}"/><g transform="translate({left} {top}) scale({scale})">{MARK}</g></svg>'
    )


SHARE = f"""<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect width="1200" height="630" fill="{PAPER}"/>
<g transform="translate(86 84) scale(8)">{MARK}</g>
<g font-family="Georgia, 'DejaVu Serif', serif" fill="{INK}">
<text x="100" y="360" font-size="96">Was the interview</text>
<text x="100" y="474" font-size="96">worth your time?</text></g>
<text x="104" y="560" font-family="'Liberation Sans', Arial, sans-serif" font-size="38"
 fill="{QUIET}">Worthwhile: you decide, whatever they say.</text></svg>"""

PICTURES = {
    "any-192": (icon(192, 0.12, 0.22), 192, 192),
    "any-512": (icon(512, 0.12, 0.22), 512, 512),
    "maskable-192": (icon(192, 0.18, 0), 192, 192),
    "maskable-512": (icon(512, 0.18, 0), 512, 512),
    "apple-touch": (icon(180, 0.14, 0), 180, 180),
    "share": (SHARE, 1200, 630),
}


def draw(page: Page, folder: Path) -> None:
    for name, (picture, width, height) in PICTURES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.set_content(f'<body style="margin:0;line-height:0">{picture}')
        page.screenshot(path=folder / f"{name}.png", omit_background=True)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGS))
        draw(browser.new_page(), Path(settings.BASE_DIR, "static/icons"))
        browser.close()
