"""What a file of another program says about one text, gathered piece by piece under the file's own ids.

A piece that cannot be taken is listed with its line, and so is whatever hangs on it; the rest goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import Annotation, Link, Mark, Topic
from annotator.core.model import AnnotatorKind
from annotator.formats.parts.foreign import fitting_mark, label_name
from annotator.formats.protocol import BadRecord, Notice
from annotator.formats.source import Source

LISTED = 1000
"""So many problems of one document are told one by one, the rest with their number."""

_SEARCHED = 10_000_000
"""So many code points are searched for quotes that are nowhere as they are; then they are not looked for any more."""

_PLACE = ("path", "line")

_OF_ONE = {
    "record.document-label-twice": "annotation.document-label-twice",
    "record.key-twice": "annotation.key-twice",
    "record.label": "annotation.label",
    "record.missing": "annotation.missing",
    "record.not-count": "annotation.not-count",
    "record.not-list": "annotation.not-list",
    "record.not-mapping": "annotation.not-mapping",
    "record.not-number": "annotation.not-number",
    "record.not-one-of": "annotation.not-one-of",
    "record.not-text": "annotation.not-text",
    "record.quote": "annotation.quote",
    "record.relation-self": "annotation.relation-self",
    "record.relation-twice": "annotation.relation-twice",
    "record.span": "annotation.span",
    "record.span-twice": "annotation.span-twice",
    "record.zero": "annotation.zero",
}
"""What is said of a single annotation that is left out while the text and the rest come in, by what is said of a whole
record."""


class Gathering:
    """The layer of one annotator on one text. Every method that adds lists what is wrong instead of raising."""

    def __init__(self, text: str, source: Source) -> None:
        self._problems: list[BadRecord | Notice] = []
        self._more = 0
        self._last = 0
        self._searched = 0
        self._text = text
        self._source = source
        self._marks: dict[str, Mark] = {}
        self._links: dict[str, tuple[str, str, Link]] = {}
        self._topics: dict[str, Topic] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._kinds: Counter[str] = Counter()

    def __contains__(self, key: str) -> bool:
        return key in self._marks or key in self._links

    def __bool__(self) -> bool:
        return bool(self._marks or self._links or self._topics)

    def span(self, key: str, mark: Mark, line: int, prefix: str = "", suffix: str = "") -> None:
        """One span; `mark.quote` is what the file says is covered, empty when it does not say."""
        with _Listing(self, line):
            self._free(key)
            label = label_name(mark.label, self._source, line)
            if label != mark.label:
                mark = replace(mark, label=label)
            self._check_search(mark)
            mark, notice = fitting_mark(self._text, mark, self._source, line, prefix, suffix)
            place = {"start": mark.start, "end": mark.end, "label": mark.label}
            self._once("span", *place.values(), error=InputError("record.span-twice", **place))
            self._marks[key] = mark
            if notice and not self._is_full(line):
                self._problems.append(notice)

    def relation(self, key: str, source: str, target: str, label: str, line: int) -> None:
        """One relation between spans that were added before."""
        with _Listing(self, line):
            self._free(key)
            for end in (source, target):
                if end not in self._marks:
                    raise InputError("record.reference", id=end)
            if source == target:
                raise InputError("record.relation-self", field=key)
            label = label_name(label, self._source, line)
            self._once(source, target, label, error=InputError("record.relation-twice", field=key, label=label))
            self._links[key] = source, target, Link(0, 0, label)

    def topic(self, label: str, line: int) -> None:
        """One label of the whole document."""
        with _Listing(self, line):
            label = label_name(label, self._source, line)
            self._once("", label, error=InputError("record.document-label-twice", field="document", label=label))
            self._topics[label] = Topic(label)

    def attribute(self, key: str, name: str, value: Any, line: int) -> None:
        """An attribute of a span or relation that was added before."""
        with _Listing(self, line):
            if key in self._marks:
                mark = self._marks[key]
                self._marks[key] = replace(mark, attributes=_with(mark.attributes, name, value))
            elif key in self._links:
                source, target, link = self._links[key]
                self._links[key] = source, target, replace(link, attributes=_with(link.attributes, name, value))
            else:
                raise InputError("record.reference", id=key)

    def note(self, key: str, note: str, line: int) -> None:
        """A note on a span that was added before; several are one line each."""
        with _Listing(self, line):
            if key not in self._marks:
                raise InputError("record.reference", id=key)
            mark = self._marks[key]
            self._marks[key] = replace(mark, note=f"{mark.note}\n{note}" if mark.note else note)

    def bad(self, code: str, line: int, **values: object) -> None:
        """An annotation that could not be made out; `code` as it is for records."""
        if self._is_full(line):
            return
        code = _OF_ONE.get(code, code)
        self._problems.append(BadRecord(InputError(code, path=self._source.path, line=line, **values)))

    def unknown(self, kind: str) -> None:
        """Something of a kind that has no place here; told once with how many there were."""
        self._kinds[kind] += 1

    def told(self) -> Iterator[BadRecord | Notice]:
        """What was listed, in order, and what kinds of things were left out."""
        yield from self._problems
        if self._more:
            error = InputError("record.more", path=self._source.path, line=self._last, n=self._more)
            yield BadRecord(error)
        if self._kinds:
            values = {"kinds": ", ".join(sorted(self._kinds)), "n": sum(self._kinds.values())}
            yield Notice(InputError("import.kinds", path=self._source.path, **values))

    def layer(self, annotator: str = "", kind: str = AnnotatorKind.PERSON) -> Annotation:
        """All that was gathered as one layer."""
        places = {key: place for place, key in enumerate(self._marks)}
        return Annotation(
            annotator,
            kind,
            spans=tuple(self._marks.values()),
            relations=tuple(
                replace(link, source=places[source], target=places[target])
                for source, target, link in self._links.values()
            ),
            document_labels=tuple(self._topics.values()),
        )

    def _free(self, key: str) -> None:
        if key in self:
            raise InputError("record.key-twice", key=key)

    def _once(self, *what: object, error: InputError) -> None:
        if what in self._seen:
            raise error
        self._seen.add(what)

    def listed(self, error: InputError, line: int) -> None:
        """An error as a bad record of this line."""
        self.bad(error.code, line, **{name: value for name, value in error.values.items() if name not in _PLACE})

    def _is_full(self, line: int) -> bool:
        """Whether no more problems are told one by one; then this one is counted."""
        if len(self._problems) < LISTED:
            return False
        self._more += 1
        self._last = line
        return True

    def _check_search(self, mark: Mark) -> None:
        """A file in which no quote fits would be searched for each of them from end to end."""
        if not mark.quote or self._text[mark.start : mark.end] == mark.quote:
            return
        if self._searched <= _SEARCHED:
            places = self._text.count(mark.quote)
            self._searched += len(self._text) if places == 0 else 50 * places
        if self._searched > _SEARCHED:
            raise InputError("record.quote", start=mark.start, end=mark.end, quote=mark.quote)


class _Listing:
    """Turns an InputError inside of it into a bad record."""

    def __init__(self, gathering: Gathering, line: int) -> None:
        self._gathering = gathering
        self._line = line

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, InputError):
            return False
        self._gathering.listed(error, self._line)
        return True


def _with(attributes: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    if name in attributes:
        raise InputError("record.key-twice", key=name)
    return {**attributes, name: value}
