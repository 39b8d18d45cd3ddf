"""Tags of tokens: how schemes write a sentence's spans, and one reading for all of them.

Schemes begin with the IOB2 tags of one sentence. IOB1 and IOB2 are those of Tjong Kim Sang and Veenstra (1999), BILUO
(also called BIOES, with E for L and S for U) that of Ratinov and Roth (2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotator.formats.parts.tokens import Placed

OUTSIDE = frozenset({"O", "-", "_", ""})
"""What stands for no span; the dash is spaCy's for "not known"."""

_BEGINNING, _LAST = frozenset("BSU"), frozenset("ELSU")
_PREFIXES = frozenset("BIMELSU")


def iob1(tags: Sequence[str]) -> list[str]:
    """I- in every span; B- only where a span begins right after one with the same label."""
    before = ["O", *tags]
    return [f"I-{tag[2:]}" if last[2:] != tag[2:] and tag != "O" else tag for last, tag in pairwise(before)]


def biluo(tags: Sequence[str]) -> list[str]:
    """U- for a span of one token; of a longer one B- first, L- last, I- between."""
    found = []
    for tag, following in pairwise([*tags, "O"]):
        goes_on = following.startswith("I-")
        prefix = {"B": "B" if goes_on else "U", "I": "I" if goes_on else "L"}.get(tag[0], "O")
        found.append(tag if tag == "O" else prefix + tag[1:])
    return found


def split(tag: str) -> tuple[str, str] | None:
    """The prefix and the label of a tag, ("O", "") outside; None when it is no tag of any scheme."""
    if tag in OUTSIDE:
        return "O", ""
    prefix, dash, label = tag.partition("-")
    return (prefix, label) if dash and label and prefix in _PREFIXES else None


def decode(tags: Iterable[tuple[str, str]]) -> list[Placed]:
    """The spans of one sentence from the prefixes and labels of its tokens, in any of the schemes.

    An inner tag that continues nothing begins a span, as in IOB1; so nothing that is tagged is lost.
    """
    found: list[Placed] = []
    is_open = False
    for n, (prefix, label) in enumerate(tags):
        if prefix == "O":
            is_open = False
            continue
        if is_open and prefix not in _BEGINNING and found[-1].label == label:
            found[-1] = found[-1]._replace(last=n + 1)
        else:
            found.append(Placed(n, n + 1, label))
        is_open = prefix not in _LAST
    return found
