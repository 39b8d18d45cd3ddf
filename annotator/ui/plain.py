"""Texts of people and files in places where Qt looks for markup, mnemonics or ends of lines.

Qt takes a label's or tooltip's text for HTML when it looks like it, and opens the files that its images name. So every
label is told that its text is plain, and every tooltip goes through `plain_tip`.
"""

from __future__ import annotations

from annotator.core.shown import one_line


def plain_tip(text: str) -> str:
    """A tooltip that is never taken for rich text, with its lines kept; empty stays empty."""
    import html

    lines = "\n".join(one_line(line) for line in text.split("\n"))
    return f'<div style="white-space: pre-wrap">{html.escape(lines)}</div>' if lines else ""


def menu_text(text: str) -> str:
    """A name for a menu, button or tab: its "&" makes no mnemonic, and a tab in it begins no shortcut."""
    return one_line(text).replace("&", "&&")
