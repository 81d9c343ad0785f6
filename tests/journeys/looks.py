"""What is looked at on a page, in the page: each answers with a list of what is wrong there."""

# What can be pressed or typed into, and is to be seen.
_HELPERS = """
const all = [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter(e => !e.disabled && !e.closest(".visually-hidden, .skip-link, [hidden]")
    && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length);
const short = e => e.outerHTML.replace(/\\s+/g, " ").slice(0, 110);
const labelOf = e => e.matches("[type=radio], [type=checkbox]") ? e.labels[0] ?? e : e;
const found = [];
"""

# The shifts since the page was opened, those left out that follow a press or another size. None is
# allowed, so none is weighed.
SHIFTS = """() => new Promise(resolve => {
  const found = [];
  const said = s => `${s.node?.outerHTML?.slice(0, 110)} by ${s.currentRect.y - s.previousRect.y}`;
  new PerformanceObserver(list => list.getEntries().filter(shift => !shift.hadRecentInput)
    .forEach(shift => found.push("moves by itself: " + shift.sources.map(said).join(" | "))))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(found), 60);
})"""

HEADINGS = """() => {
  const found = [];
  const many = document.querySelectorAll("h1").length;
  if (many !== 1) found.push(`${many} main headings`);
  for (const link of document.querySelectorAll("[target=_blank]"))
    if (!/new tab|neuen Tab/.test(link.textContent + link.ariaLabel))
      found.push(`opens a new tab and does not say so: ${link.outerHTML.slice(0, 110)}`);
  return found;
}"""

# 44 px each way for a thumb, by what answers there: a title's link covers its row, a label belongs
# to its box. A link within a sentence is as high as its line (WCAG 2.5.8 excepts it).
TARGETS = f"""() => {{
  {_HELPERS}
  const mine = (e, hit) => hit && (e.contains(hit) || hit.closest("label")?.control === e);
  const inSentence = e => e.matches("a") && getComputedStyle(e).display === "inline"
    && [...e.parentElement.childNodes].some(n => n !== e && n.textContent.trim().length > 1);
  for (const e of all) {{
    if (e.matches("[tabindex]") || inSentence(e)) continue;
    const size = labelOf(e).getBoundingClientRect();
    if (size.height >= 43.5 && size.width >= 43.5) continue;
    e.scrollIntoView({{ block: "center", behavior: "instant" }});
    const box = e.getBoundingClientRect();
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const far = (dx, dy) => {{  // how far it reaches that way
      let by = 0;
      while (by < 44 && mine(e, document.elementFromPoint(x + dx * (by + 1), y + dy * (by + 1))))
        by += 1;
      return by;
    }};
    if (Math.max(size.width, far(-1, 0) + far(1, 0)) < 43
      || Math.max(size.height, far(0, -1) + far(0, 1)) < 43)
      found.push(`${{Math.round(size.width)}} x ${{Math.round(size.height)}} px: ${{short(e)}}`);
  }}
  return found;
}}"""

# Called after a press of Tab, so that the browser shows the focus as it does for a keyboard.
FOCUS = f"""() => {{
  {_HELPERS}
  const outlined = (e, part) => {{
    const style = getComputedStyle(e, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  }};
  const barOver = (e, x, y) => {{
    const hit = document.elementFromPoint(x, y);
    for (let bar = hit; bar; bar = bar.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(bar).position)) return bar.contains(e) ? null : bar;
    return null;
  }};
  for (const e of all) {{
    e.focus();
    if (document.activeElement !== e) continue;
    const seen = labelOf(e);
    const shown = [e, seen, e.parentElement, e.nextElementSibling].filter(Boolean);
    if (!shown.some(one => outlined(one) || outlined(one, "::before") || outlined(one, "::after")))
      found.push(`the focus cannot be seen on ${{short(e)}}`);
    const box = seen.getClientRects()[0];
    if (!box || box.width < 6) continue;
    // Of what is taller than the screen, the browser shows where one reads or writes.
    const end = e.matches("textarea") || box.height > innerHeight / 2
      ? Math.min(box.bottom, box.top + 44) : box.bottom;
    if (end < 1 || box.top > innerHeight - 1) found.push(`off the screen: ${{short(e)}}`);
    const points = [[box.left + 3, box.top + 3], [box.right - 3, box.top + 3],
      [box.left + 3, end - 3], [box.right - 3, end - 3]];
    for (const [x, y] of points) {{
      const bar = barOver(e, x, y);
      if (bar) {{ found.push(`<${{bar.className}}> hides ${{short(e)}}`); break; }}
    }}
  }}
  return found;
}}"""

# WCAG 1.4.12: more space between lines, letters and words loses nothing.
SPACING = """() => {
  const found = [];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.push(`${width} px wide on a screen of ${innerWidth} px`);
  for (const e of document.querySelectorAll("body *:not(svg *, input, select, textarea)")) {
    const style = getComputedStyle(e);
    const cut = (way, inner, outer) => /hidden|clip/.test(way) && inner > outer + 2;
    if (!e.textContent.trim() || e.clientWidth < 2 || !e.checkVisibility()) continue;
    if (cut(style.overflowX, e.scrollWidth, e.clientWidth)
      || cut(style.overflowY, e.scrollHeight, e.clientHeight))
      found.push(`text is cut off: ${e.outerHTML.slice(0, 110)}`);
  }
  document.adoptedStyleSheets = [];
  return found;
}"""
