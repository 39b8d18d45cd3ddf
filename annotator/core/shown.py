"""How names and titles stand in a line of the interface, whatever characters they hold."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]+")
"""Controls, and those that set a direction."""
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters of scripts that run from the right (https://www.unicode.org/Public/UCD/latest/ucd/DerivedBidiClass.txt)."""
_ISOLATE, _END = "\u2068", "\u2069"
_SIGNS = re.compile(f"[{_ISOLATE}{_END}]")
_ISOLATED = re.compile(f"{_ISOLATE}[^{_ISOLATE}{_END}]*{_END}")
_DEEPEST = 4
"""Names within names that sentences of ours have at most."""


def one_line(text: str) -> str:
    """A name as it stands in a line or a sentence: it breaks no line, and turns no words around it.

    Ends of lines and tabs become blanks, controls go. What has letters that run from the right stands between FIRST
    STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex 9, 2.4), so that numbers and signs beside it
    keep their places; names in it that stand so already stay. Only for showing: names are stored as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    line = _UNSEEN.sub("", _BREAKS.sub(" ", text))
    if not _is_paired(line):
        line = _SIGNS.sub("", line)
    if not _RIGHT.search(_outside(line)):
        return line
    isolated = f"{_ISOLATE}{line}{_END}"
    return isolated if _is_paired(isolated) else f"{_ISOLATE}{_SIGNS.sub('', line)}{_END}"


def _is_paired(line: str) -> bool:
    depth = 0
    for sign in _SIGNS.findall(line):
        depth += 1 if sign == _ISOLATE else -1
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0


def _outside(line: str) -> str:
    """A line without what is isolated in it."""
    while (less := _ISOLATED.sub("", line)) != line:
        line = less
    return line
