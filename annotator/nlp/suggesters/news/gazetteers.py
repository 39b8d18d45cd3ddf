"""Lists of names and of words that go with names, and where they occur in a run of syllables.

The lists are the files of `resources/gazetteers`; what each holds and where it comes from is written there. A name is
found whatever its letter case, its normalisation form, its white space and the place of its tones (`hoà`, `hòa`);
whether it has to begin with capitals is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from annotator.core.assets import asset
from annotator.core.text import folded

KINDS = {
    "provinces": "prov",
    "districts": "dist",
    "districts_ambiguous": "dist1",
    "wards": "ward",
    "wards_ambiguous": "ward1",
    "countries": "country",
    "countries_ambiguous": "country1",
    "cities": "city",
    "organisation_heads": "orghead",
    "organisation_abbreviations": "orgabbr",
    "titles": "title",
    "title_modifiers": "titlemod",
    "family_names": "family",
    "given_names": "given",
    "honorifics": "honor",
    "place_heads": "placehead",
    "event_heads": "eventhead",
    "document_heads": "dochead",
    "award_heads": "awardhead",
    "laws": "law",
}
"""The lists by file name, each with the kind its matches have; a kind that ends in 1 is often something else."""

# Between syllables in the search copy: not white space, so folding leaves it alone.
_BETWEEN = "\x00"
# No blank counts on either side of these: `TP. HCM` is `TP.HCM`, `Thừa Thiên - Huế` is `Thừa Thiên-Huế`.
_GLUE = frozenset("-/&")
_GLUE_AFTER = frozenset("-/&.")
_DASH = re.compile("[\u2010-\u2014]")
_MARK = re.compile(r"[^\w ]")


class Match(NamedTuple):
    """A name found: its first syllable, the one after its last, and its kind."""

    first: int
    end: int
    kind: str


class Gazetteers:
    """All lists, ready to be looked up."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the names of each kind; `lists` is kind -> names."""
        self._kinds: dict[str, tuple[str, ...]] = {}
        for kind, names in lists.items():
            alone: dict[str, tuple[str, ...]] = dict.fromkeys(_keys(list(names)), (kind,))
            both = self._kinds.keys() & alone.keys()
            alone.update({name: (*self._kinds[name], kind) for name in both})
            self._kinds.update(alone)
        self._beginnings = _beginnings(self._kinds)

    def kinds(self, name: str) -> tuple[str, ...]:
        """Give the kinds of the lists that hold `name`, none of them when no list does."""
        return self._kinds.get(_keys([name])[0], ())

    def matches(self, syllables: Sequence[str]) -> list[Match]:
        """List the names in `syllables`: for each place and each kind the longest that begins there, by place.

        Marks and figures may be syllables too; linear in their number.
        """
        found: list[Match] = []
        copies = _copies(syllables)
        blanks = _blanks(copies)
        beginnings, kinds = self._beginnings, self._kinds
        for first, copy in enumerate(copies):
            if copy in beginnings:
                found += self._from(first, copies, blanks)
            elif copy in kinds:
                found += [Match(first, first + 1, kind) for kind in kinds[copy]]
        return found

    def _from(self, first: int, copies: list[str], blanks: list[str]) -> list[Match]:
        """List the names that begin at syllable `first`."""
        ends: dict[str, int] = {}
        key = copies[first]
        end = first + 1
        last = len(copies)
        while True:
            for kind in self._kinds.get(key, ()):
                ends[kind] = end
            if key not in self._beginnings or end == last:
                return [Match(first, end, kind) for kind, end in ends.items()]
            key += blanks[end] + copies[end]
            end += 1


@cache
def gazetteers() -> Gazetteers:
    """Give the lists that ship, read at the first call."""
    return Gazetteers({kind: names(name) for name, kind in KINDS.items()})


def names(name: str) -> list[str]:
    """Give the names in one file of the lists, `name` being its name without suffix; `#` begins a comment."""
    text = asset("resources", "gazetteers", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _copies(syllables: Sequence[str]) -> list[str]:
    """Fold the syllables, all in one go where nothing in them forbids it."""
    copies = _copy(_BETWEEN.join(syllables)).split(_BETWEEN)
    return copies if len(copies) == len(syllables) else list(map(_copy, syllables))


def _copy(text: str) -> str:
    return _DASH.sub("-", folded(text, keep_marks=True))


def _keys(names: Sequence[str]) -> list[str]:
    """Give the forms that names are looked up in: without the blanks that do not count."""
    copy = _BETWEEN.join(_copies(names))
    for mark in _GLUE:
        copy = copy.replace(f" {mark}", mark).replace(f"{mark} ", mark)
    return copy.replace(". ", ".").split(_BETWEEN)


def _beginnings(names: Iterable[str]) -> set[str]:
    """Give all that can stand before the rest of a name: what ends at a blank or at a mark inside it."""
    marked = [name for name in names if not name.replace(" ", "").isalnum()]
    found = {name[:place] for name in marked for mark in _MARK.finditer(name) for place in mark.span()}
    layer = {name.rpartition(" ")[0] for name in names} | {name.rpartition(" ")[0] for name in found}
    while layer:
        found |= layer
        layer = {name.rpartition(" ")[0] for name in layer} - found
    return found - {""}


def _blanks(copies: list[str]) -> list[str]:
    """Give for each syllable what stands between it and the one before in the form a name is looked up in."""
    blanks = [" "] * len(copies)
    for index, copy in enumerate(copies):
        if not copy.isalnum() and copy:
            if copy[0] in _GLUE:
                blanks[index] = ""
            if copy[-1] in _GLUE_AFTER and index + 1 < len(copies):
                blanks[index + 1] = ""
    return blanks
