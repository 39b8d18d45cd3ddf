"""What the sequence model is told of each syllable: a list of short names, one for each thing that is true of it.

Most of it depends on one or two spellings alone, so it is put together once for each and looked up afterwards. A model
knows only some of the names; given those, the others are not made at all, which is most of the time saved.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.nlp.suggesters.news import patterns
from annotator.nlp.suggesters.news.analysis import Part, Syllable
from annotator.nlp.suggesters.news.clusters import Clusters
from annotator.nlp.suggesters.news.evidence import Evidence, family_names, neighbours
from annotator.nlp.suggesters.news.gazetteers import Gazetteers
from annotator.nlp.suggesters.news.shapes import is_capital, is_foreign, is_shouted, runs, shape

_KEPT = 1 << 16
"""A table with more entries than this is begun anew, so that strange text does not fill the memory."""

_PLACES = ("prov", "dist", "dist1", "ward", "ward1", "country", "country1", "city")
_NEEDS_CAPITAL = frozenset((*_PLACES, "family", "given", "orgabbr"))
_WINDOW = (-2, -1, 0, 1, 2)

Rows = list[list[str]]
"""A list of names for each syllable."""


class _Line(NamedTuple):
    """One line and what is found out about it once: spellings, in small letters, capital runs."""

    texts: list[str]
    lower: list[str]
    runs: list[tuple[int, int]]
    is_shouted: bool


class Features:
    """Puts together the features of lines; `known` are the names that a model knows, None for all names."""

    def __init__(
        self, clusters: Clusters, lists: Gazetteers, known: Container[str] | None = None, has_patterns: bool = True
    ) -> None:
        self._clusters = clusters
        self._lists = lists
        self._known = known
        self._has_patterns = has_patterns
        self._single: dict[str, tuple[list[str], ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        self._tags: dict[tuple[str, str, str], tuple[list[str], ...]] = {}

    def of(self, part: Part, syllables: Sequence[Syllable], evidence: Evidence) -> Rows:
        """Give the features of each of the `syllables`, which are those of `part`."""
        texts = [syllable.text for syllable in syllables]
        found = runs(texts)
        line = _Line(texts, [text.lower() for text in texts], found, is_shouted(texts, found))
        rows = self._from_spellings(line)
        self._add_tags(rows, syllables)
        self._add_runs(rows, line, evidence)
        own: Rows = [[] for _ in rows]
        self._add_names(own, line)
        self._add_lists(own, line)
        if self._has_patterns:
            _add_patterns(own, part, syllables)
        for row, more in zip(rows, own, strict=True):
            row.extend(self._kept(more))
        return rows

    def _kept(self, names: Iterable[str]) -> list[str]:
        """Leave out the names that the model does not know."""
        known = self._known
        return list(names) if known is None else [name for name in names if name in known]

    def _from_spellings(self, line: _Line) -> Rows:
        """Begin the rows with what the spellings in a window of five syllables say, alone and two by two."""
        texts = line.texts
        size = len(texts)
        singles = [self._looked_up(self._single, text, self._of_spelling) for text in texts]
        pairs = [self._looked_up(self._pairs, pair, self._of_pair) for pair in pairwise(texts)]
        rows: Rows = []
        for index in range(size):
            row = ["b", "shout"] if line.is_shouted else ["b"]
            for at, offset in enumerate(_WINDOW):
                if 0 <= index + offset < size:
                    row += singles[index + offset][at]
                else:
                    row.append(f"E{offset}")
            if index:
                row += pairs[index - 1][1]
            if index + 1 < size:
                row += pairs[index][0]
            rows.append(row)
        return rows

    def _looked_up(self, table: dict, key, make: Callable):  # type: ignore[no-untyped-def, type-arg]
        found = table.get(key)
        if found is None:
            if len(table) >= _KEPT:
                table.clear()
            found = table[key] = make(key)
        return found

    def _of_spelling(self, text: str) -> tuple[list[str], ...]:
        """Give what one spelling says at each place of the window."""
        lower, form = text.lower(), shape(text)
        groups = self._clusters.of_syllable(text)
        said = [f"w={lower}", f"s={form}"]
        if groups:
            said += [f"c={groups[0]}", f"C={groups[1]}"]
        here = [*said, f"-2={lower[-2:]}", f"+2={lower[:2]}"]
        if is_capital(text):
            here += [f"f={form}{is_foreign(lower):d}", f"-3={lower[-3:]}"]
        window = {offset: [f"{offset}{name}" for name in said] for offset in _WINDOW if offset}
        return tuple(self._kept(here if offset == 0 else window[offset]) for offset in _WINDOW)

    def _of_pair(self, pair: tuple[str, str]) -> tuple[list[str], list[str]]:
        """Give what two neighbours say to the first and to the second of them."""
        first, second = pair
        said = [f"w={first.lower()}|{second.lower()}", f"s={shape(first)}|{shape(second)}"]
        groups, others = self._clusters.of_syllable(first), self._clusters.of_syllable(second)
        if groups and others:
            said += [f"c={groups[0]}|{others[0]}", f"C={groups[1]}|{others[1]}"]
        return self._kept(f">{name}" for name in said), self._kept(f"<{name}" for name in said)

    def _add_tags(self, rows: Rows, syllables: Sequence[Syllable]) -> None:
        """Add words, parts of speech and places in the word, of the syllable itself and its two neighbours."""
        said = [self._looked_up(self._tags, (s.word, s.pos, s.place), self._of_tags) for s in syllables]
        last = len(rows) - 1
        for index, row in enumerate(rows):
            row.extend(said[index][1])
            if index:
                row.extend(said[index - 1][0])
            if index < last:
                row.extend(said[index + 1][2])

    def _of_tags(self, tags: tuple[str, str, str]) -> tuple[list[str], ...]:
        said = [f"{name}={value}" for name, value in zip(("W", "p", "i"), tags, strict=True)]
        return tuple(self._kept(f"{offset}{name}" for name in said) for offset in (-1, 0, 1))

    def _add_runs(self, rows: Rows, line: _Line, evidence: Evidence) -> None:
        """Add what a run of capitals looks like, what stands beside it, and what the rest of the article says of it."""
        lower = line.lower
        for first, end in line.runs:
            key = " ".join(lower[first:end])
            own = neighbours(lower, first, end)
            kind = _kind(line, first, end)
            beside = [f"e{name}" for name in evidence.beside(key, own)]
            said = self._kept((*own, f"k={kind}", f"n{min(evidence.counts[key], 4)}", *beside))
            begins, goes_on = self._kept([f"kB{kind}"]), self._kept([f"kI{kind}"])
            for index in range(first, end):
                rows[index] += said
                rows[index] += begins if index == first else goes_on
                if lower[index] in evidence.small:
                    rows[index].append("small")
            for index in {first, end - 1}:
                rows[index] += self._kept(_of_longer(lower[index], key, end - first, evidence))
            if first:
                rows[first - 1] += self._kept([f"k+{kind}"])
            if end < len(lower):
                rows[end] += self._kept([f"k-{kind}"])

    def _add_names(self, rows: Rows, line: _Line) -> None:
        """Add the groups of the longest known names."""
        texts, names = line.texts, self._clusters.names
        for run, end in line.runs:
            first = run
            while first < end:
                last = self._clusters.longest_name(texts, first, end)
                if last == first:
                    rows[first].append("h0")
                else:
                    _add_groups(rows, first, last, names[" ".join(texts[first:last])])
                first = max(last, first + 1)

    def _add_lists(self, rows: Rows, line: _Line) -> None:
        """Add the lists that a syllable stands in, and at which place of an entry."""
        for first, end, kind in self._lists.matches(line.texts):
            if kind in _NEEDS_CAPITAL and not is_capital(line.texts[first]):
                continue
            length = min(end - first, 4)
            for index in range(first, end):
                place = "S" if length == 1 else "B" if index == first else "E" if index == end - 1 else "I"
                rows[index].append(f"g={kind}{place}")
                if length > 1:
                    rows[index].append(f"g={kind}{place}{length}")
            if first:
                rows[first - 1].append(f"g+{kind}")
            if end < len(rows):
                rows[end].append(f"g-{kind}")


def _add_groups(rows: Rows, first: int, last: int, groups: tuple[str, str]) -> None:
    """Add the groups of one name to its syllables, the coarse one to its neighbours too."""
    coarse, fine = groups
    length = min(last - first, 3)
    for index in range(first, last):
        place = "B" if index == first else "I"
        rows[index] += (f"h={coarse}", f"h{place}{length}={coarse}", f"H{place}={fine}")
    if first:
        rows[first - 1].append(f"h+{coarse}")
    if last < len(rows):
        rows[last].append(f"h-{coarse}")


def _kind(line: _Line, first: int, end: int) -> str:
    """Give what a run is made of: Vietnamese syllables, foreign ones or both; how many; after a family name or not."""
    foreign = sum(map(is_foreign, line.lower[first:end]))
    kind = "v" if not foreign else "f" if foreign == end - first else "m"
    family = "F" if line.lower[first] in family_names() else ""
    return f"{kind}{min(end - first, 5)}{family}"


def _of_longer(syllable: str, key: str, length: int, evidence: Evidence) -> list[str]:
    """Give what longer names of the article say of a run that begins or ends with one of their syllables."""
    said = ["given"] if length == 1 and syllable in evidence.given else []
    longer = evidence.longer(syllable, key)
    if longer:
        said.append(f"in{''.join(sorted({place for place, _ in longer}))}{min(length, 2)}")
    if length == 1:
        said += {f"i{name}" for _, other in longer[:4] for name in evidence.beside(other, ())}
    return said


def _add_patterns(rows: Rows, part: Part, syllables: Sequence[Syllable]) -> None:
    """Add the dates, documents and awards that the patterns find."""
    for low, high, label in patterns.spans(part.line):
        start, end = low + part.start, high + part.start
        for index, syllable in enumerate(syllables):
            if syllable.start >= end:
                rows[index].append(f"t-{label}")
                break
            if syllable.end > start:
                place = "B" if syllable.start <= start else "E" if syllable.end >= end else "I"
                rows[index].append(f"t={place}{label}")
