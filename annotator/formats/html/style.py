"""The beginning and the style of the page with highlights: light and dark, wide and narrow, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable

_STYLE = """
:root { color-scheme: light dark; --page: #f6f5f1; --paper: #fffefb; --ink: #24262b; --quiet: #666a73; --line: #e3e0d8;
  --accent: #2952b6; --tint: .17; --grey: 119 119 119;
  --family: "Be Vietnam Pro", "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif }
@media (prefers-color-scheme: dark) {
  :root { --page: #16181c; --paper: #1d2025; --ink: #e2e4e8; --quiet: #9aa0aa; --line: #31353c;
    --accent: #8fb0ff; --tint: .34 }
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 16px; -webkit-text-size-adjust: 100% }
body { margin: 0 auto; max-width: 1180px; padding: 24px; display: grid; grid-template-columns: minmax(0, 1fr) 288px;
  gap: 32px; align-items: start; background: var(--page); color: var(--ink); font: 17px/1.5 var(--family) }
a { color: var(--accent); text-decoration: none }
a:hover { text-decoration: underline }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.skip { position: absolute; left: -999px }
.skip:focus { left: 16px; top: 8px; z-index: 1; background: var(--paper); padding: 8px 12px }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 28px 36px 32px;
  margin-bottom: 24px; overflow-wrap: anywhere; content-visibility: auto; contain-intrinsic-size: auto 900px }
h2 { font-size: 25px; line-height: 1.3; margin: 0 0 6px; font-weight: 650; letter-spacing: -.01em; text-wrap: balance }
.about { color: var(--quiet); font-size: 14px; margin: 0 }
header { border-bottom: 1px solid var(--line); padding-bottom: 16px; margin-bottom: 18px }
.topics { list-style: none; margin: 12px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 8px }
.topic { border: 1px solid rgb(var(--c, var(--grey)) / .6); background: rgb(var(--c, var(--grey)) / var(--tint));
  border-radius: 99px; padding: 2px 12px; font-size: 13px; font-weight: 550 }
.text { max-width: 44em }
.text p { margin: 0; line-height: 2.05; white-space: pre-wrap }
.text p:not(.blank) + p:not(.blank) { margin-top: .35em }
.text .blank { line-height: 1; font-size: 10px }
.text .aside { color: var(--quiet); font-size: 14.5px }
mark { color: inherit; background: rgb(var(--c, var(--grey)) / var(--tint));
  border-bottom: 2px solid rgb(var(--c, var(--grey))); border-radius: 4px 0 0 4px; padding: 2px 0 2px 3px;
  -webkit-box-decoration-break: clone; box-decoration-break: clone }
mark mark { padding-top: 0; padding-bottom: 0; border-bottom-width: 2px }
mark:has(mark) { padding-bottom: 5px; padding-top: 4px }
mark:has(mark mark) { padding-bottom: 8px; padding-top: 6px }
mark.went-on { border-top-left-radius: 0; border-bottom-left-radius: 0; padding-left: 0 }
mark::after, .mention::after, .chip { background: rgb(var(--c, var(--grey))); color: rgb(var(--on, 255 255 255));
  border-radius: 4px; padding: 1px 5px; font-size: 10.5px; line-height: 1.5; font-weight: 650; letter-spacing: .03em }
mark::after, .mention::after { content: attr(data-label); margin-left: 4px; margin-right: 1px;
  vertical-align: 1.5px; user-select: none; white-space: nowrap }
mark.goes-on::after { content: none }
aside { position: sticky; top: 24px; max-height: calc(100vh - 48px); overflow: auto; font-size: 14.5px }
aside h2 { font-size: 13px; text-transform: uppercase; letter-spacing: .06em; color: var(--quiet); margin: 0 0 10px }
aside section { margin-bottom: 26px }
aside b, summary b { font-weight: 500; color: var(--quiet); font-variant-numeric: tabular-nums }
.legend, aside ol { list-style: none; margin: 0; padding: 0 }
.legend li { display: grid; grid-template-columns: auto 1fr auto; gap: 10px; align-items: baseline; padding: 3px 0 }
.chip { font-size: 11px; justify-self: start }
aside ol li { display: grid; grid-template-columns: 1fr auto; gap: 12px; padding: 6px 0;
  border-top: 1px solid var(--line); line-height: 1.35 }
details { margin-top: 22px; border-top: 1px solid var(--line); padding-top: 14px; font-size: 14.5px }
summary { cursor: pointer; color: var(--quiet); font-size: 13px; margin-bottom: 6px }
table { border-collapse: collapse; width: 100% }
td { padding: 6px 14px 6px 0; vertical-align: top; border-top: 1px solid var(--line); white-space: pre-wrap }
tr:first-child td { border-top: 0 }
td p { margin: 0 }
td i { color: var(--quiet); font-style: normal }
td i::after { content: ":" }
.note { font-style: italic }
@media (max-width: 860px) {
  body { grid-template-columns: minmax(0, 1fr); padding: 12px; gap: 16px }
  aside { order: -1; position: static; max-height: none; padding: 4px 8px }
  article { padding: 20px 18px }
}
@media print {
  :root { --page: #fff; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --accent: #000; --tint: .16 }
  body { display: block; max-width: none; padding: 0; font-size: 11pt }
  article { border: 0; padding: 0; break-after: page; content-visibility: visible }
  aside { position: static; max-height: none }
  mark, .chip, mark::after, .mention::after, .topic { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  tr, li { break-inside: avoid }
  .skip { display: none }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page asks browsers to keep to: its own style, and nothing from anywhere."""

HEAD = f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Annotator">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
"""

STYLE = f"<style>{_STYLE}</style>\n"

MARK = b'<meta name="generator" content="Annotator">'
"""What tells a page of ours."""

SKIP = '<a class="skip" href="#contents">Bài · Articles</a>\n'

FOOT = "</body>\n</html>\n"

_DARK_INK, _LIGHT_INK = "24 26 30", "255 255 255"


def colours(labels: Iterable[tuple[str, str]]) -> str:
    """The rules that give each label `(name, #rrggbb)` its colour, and its chip letters that can be read on it."""
    rules = []
    for name, colour in labels:
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        ink = _DARK_INK if _luminance(parts) > _MIDDLE else _LIGHT_INK
        rules.append(f"[data-label{_chosen(name)}] {{ --c: {' '.join(map(str, parts))}; --on: {ink} }}\n")
    return "".join(rules)


_MIDDLE = 0.2
"""Above this luminance dark letters have more contrast than white ones (WCAG 2.2, relative luminance)."""


def _luminance(parts: list[int]) -> float:
    linear = [value / 12.92 if (value := part / 255) <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _chosen(name: str) -> str:
    """A name as the value of an attribute in a style sheet; nothing in it can end the value, the rule or the sheet."""
    return '="' + "".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in name) + '"'
