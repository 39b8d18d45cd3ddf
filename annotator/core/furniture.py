"""What each line of a web dump is: the article, what names it, or furniture that a reader is spared.

The rules look at one line's shape (length, end, capitals, names, photo credits: `core/line_shapes.py`), its neighbours,
and its place: before the first paragraph, among the paragraphs, or after the last. Where they are unsure a line is
body, because a menu that is shown disturbs and a sentence that is hidden is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.dates import parse
from annotator.core.line_kinds import HIDDEN, LineKind
from annotator.core.line_shapes import (
    LONGEST_SHORT,
    LONGEST_TITLE,
    author_name,
    clean,
    ends_sentence,
    is_banner,
    is_byline,
    is_caption,
    is_paragraph,
    is_related,
    is_sentence,
    kind_alone,
    kind_outside,
    shortened,
    source_name,
    title_score,
)
from annotator.core.text import line_ranges


@dataclass(frozen=True, slots=True)
class Line:
    """One line, `[start, end)` in code points without its terminator, and its kind."""

    start: int
    end: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text says about itself; `None` where it does not."""

    title: str | None
    published: str | None
    author: str | None
    source: str | None


# How many lines that are not blank the top of a page can have.
_TOP = 40


def classify(text: str) -> list[Line]:
    """Tell the kind of every line of `text`, in order; the ranges are those of `line_ranges`."""
    ranges = line_ranges(text)
    page = _Page([clean(text[start:end]) for start, end in ranges])
    page.mark()
    return [Line(start, end, kind) for (start, end), kind in zip(ranges, page.kinds, strict=True)]


def guess(text: str, lines: list[Line]) -> Guess:
    """Guess what a text says about itself from its classified lines.

    A text without a title line is called by its first sentence, cut at a word to at most 100 code points.
    """
    said: dict[LineKind, list[str]] = {}
    for line in lines:
        if line.kind in (LineKind.TITLE, LineKind.DATE, LineKind.AUTHOR, LineKind.SOURCE):
            said.setdefault(line.kind, []).append(" ".join(text[line.start : line.end].split()))
    title = said[LineKind.TITLE][0] if LineKind.TITLE in said else _first_sentence(text, lines)
    published = next(filter(None, map(parse, said.get(LineKind.DATE, []))), None)
    authors = [author_name(author) for author in said.get(LineKind.AUTHOR, [])]
    source = source_name(said[LineKind.SOURCE][0]) if LineKind.SOURCE in said else None
    return Guess(title, published, ", ".join(dict.fromkeys(authors)) or None, source)


def _first_sentence(text: str, lines: list[Line]) -> str | None:
    for kinds in ({LineKind.BODY}, set(LineKind) - HIDDEN, set(LineKind) - {LineKind.BLANK}):
        for line in lines:
            if line.kind in kinds:
                return shortened(" ".join(text[line.start : min(line.end, line.start + LONGEST_SHORT)].split()))
    return None


class _Page:
    """The lines of one page, cleaned, with the kinds found so far."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kinds = [kind_alone(line) for line in lines]
        # The lines that have words, in order: neighbours are looked for among these.
        self.written = [place for place, kind in enumerate(self.kinds) if kind is LineKind.BODY]
        # The last line before the first paragraph, and the first after the last one.
        self.top = self.bottom = 0

    def mark(self) -> None:
        """Find the kinds of all lines, from the surest signs to the weakest."""
        self._mark_banners()
        self._mark_repeats()
        self._find_paragraphs()
        for place in (*range(self.top), *range(self.bottom, len(self.lines))):
            if self.kinds[place] is LineKind.BODY:
                self.kinds[place] = kind_outside(self.lines[place])
        title = self._find_title()
        if title is not None:
            self._mark_top(title)
        self._mark_bottom()
        self._mark_captions()
        if all(kind in HIDDEN for kind in self.kinds):
            self.kinds = [kind if kind is LineKind.BLANK else LineKind.BODY for kind in self.kinds]

    def _mark_banners(self) -> None:
        """Mark a block of lines at the top that is said twice, as pages with a banner for each screen size do."""
        places = self.written[:_TOP]
        for size in range(len(places) // 2, 1, -1):
            for first in range(len(places) - 2 * size + 1):
                block, again = places[first : first + size], places[first + size : first + 2 * size]
                same = all(self.lines[a] == self.lines[b] for a, b in zip(block, again, strict=True))
                if same and any(is_banner(self.lines[place]) for place in block):
                    for place in (*block, *again):
                        self.kinds[place] = LineKind.MENU
                    return

    def _mark_repeats(self) -> None:
        """Mark a line that says again what one of the two lines before it says."""
        for index, place in enumerate(self.written):
            line = self.lines[place]
            before = self.written[max(0, index - 2) : index]
            if self.kinds[place] is LineKind.BODY and len(line) >= 20 and any(self.lines[b] == line for b in before):
                self.kinds[place] = LineKind.REPEATED

    def _find_paragraphs(self) -> None:
        places = self._bodies()
        paragraphs = [place for place in places if is_paragraph(self.lines[place])]
        paragraphs = paragraphs or [place for place in places if is_sentence(self.lines[place])]
        self.top = paragraphs[0] if paragraphs else len(self.lines)
        self.bottom = paragraphs[-1] + 1 if paragraphs else len(self.lines)
        # A slogan or a lead may stand above the date line of a page: then the top reaches down to that line.
        for place in [place for place in self.written[:15] if place >= self.top]:
            if len(self.lines[place]) >= LONGEST_TITLE:
                break
            if kind_outside(self.lines[place]) is LineKind.DATE:
                self.top = next((p for p in paragraphs if p > place), place + 1)
                break

    def _bodies(self) -> list[int]:
        return [place for place in self.written if self.kinds[place] is LineKind.BODY]

    def _find_title(self) -> int | None:
        """Mark and give the title: of the lines above the first paragraph the one that looks most like it."""
        candidates = [p for p in self.written[:_TOP] if p < self.top and self.kinds[p] is LineKind.BODY]
        scores = {place: self._title_score(place) for place in candidates}
        title = max(candidates, key=lambda place: scores[place], default=None)
        dated = any(self.kinds[place] is LineKind.DATE for place in self.written[:_TOP])
        if title is None or scores[title] <= 0 or (self.bottom == len(self.lines) == self.top and not dated):
            return None
        self.kinds[title] = LineKind.TITLE
        return title

    def _title_score(self, place: int) -> int:
        dated = any(self.kinds[near] is LineKind.DATE for near in self._near(place))
        return title_score(self.lines[place]) + (place == self.written[0]) + 2 * dated

    def _near(self, place: int) -> list[int]:
        """Give the lines with words directly before and after `place`."""
        index = self.written.index(place, 0, _TOP)
        return self.written[max(0, index - 1) : index] + self.written[index + 1 : index + 2]

    def _mark_top(self, title: int) -> None:
        """Mark what stands around the title: menus and the section above it, the author below."""
        above = [place for place in self._bodies() if place < title]
        dated = LineKind.DATE in self.kinds[: self.top]
        for place in above:
            line = self.lines[place]
            short = len(line.split()) <= 5 and line[-1].isalnum()
            if is_banner(line) or (short and place not in above[-2:]):
                self.kinds[place] = LineKind.MENU
            elif short and dated:
                # Without a date line it might be a short title above a lead.
                self.kinds[place] = LineKind.SECTION
        for place in self._bodies():
            if title < place < self.top and self.lines[place] == self.lines[title]:
                self.kinds[place] = LineKind.REPEATED
            elif title < place < self.top and is_byline(self.lines[place]):
                self.kinds[place] = LineKind.AUTHOR

    def _mark_bottom(self) -> None:
        """Mark the author below the last paragraph, and the pointers to other articles below that."""
        signed = related = False
        for place in range(self.bottom, len(self.lines)):
            line = self.lines[place]
            related = related or is_related(line)
            if self.kinds[place] is not LineKind.BODY:
                continue
            if not related and is_byline(line):
                self.kinds[place] = LineKind.AUTHOR
                signed = True
            elif (related and not ends_sentence(line)) or (signed and line.isupper()):
                self.kinds[place] = LineKind.MENU

    def _mark_captions(self) -> None:
        """Mark the lines under pictures: by their credit, a picture or repeat beside them, or what they tell."""
        inked = [place for place, kind in enumerate(self.kinds) if kind is not LineKind.BLANK]
        for index, place in enumerate(inked):
            if self.kinds[place] is not LineKind.BODY:
                continue
            near = inked[max(0, index - 1) : index] + inked[index + 1 : index + 2]
            beside = any(
                self.kinds[other] is LineKind.IMAGE or self.lines[other] == self.lines[place] for other in near
            )
            if is_caption(self.lines[place], beside, among=place >= self.top):
                self.kinds[place] = LineKind.CAPTION
