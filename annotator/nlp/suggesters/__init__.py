"""Who can suggest spans: the protocol, the built-in ones, and those other packages bring.

A package adds one with an entry point in the group `annotator.suggesters`. It names either a class whose objects are
`Suggester`s, or a function from a text to `(start, end, label, score)`; the score may be None. Offsets count code
points of the text that was handed in; ranges are half-open.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast, runtime_checkable

from annotator.core.errors import RefusedError
from annotator.core.selection import trim

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "annotator.suggesters"
NEWS = "news"
"""Our own suggester, and the one a person's model is put on top of."""
DEFAULT = NEWS

# name -> module and attribute; imported when the suggester is asked for
_BUILT_IN = {
    NEWS: ("annotator.nlp.suggesters.news", "News"),
    "underthesea": ("annotator.nlp.suggesters.underthesea_ner", "UndertheseaNer"),
    "rules": ("annotator.nlp.suggesters.rules", "Rules"),
}


class Suggested(NamedTuple):
    """One suggested span: its range, its label, and how sure the machine is (0 to 1), None when it does not say."""

    start: int
    end: int
    label: str
    score: float | None


class Suggester(Protocol):
    """A machine that suggests spans; `version` tells its suggestions from those of an earlier state of it."""

    @property
    def name(self) -> str:
        """The name it is asked for by."""

    @property
    def version(self) -> str:
        """What it is made of now; another version may suggest other spans."""

    def suggest(self, text: str) -> list[Suggested]:
        """List the spans suggested in `text`, which is a document or whole lines or sentences of one."""


@runtime_checkable
class BlockSuggester(Suggester, Protocol):
    """A suggester that looks around: what stands elsewhere in the article tells it what a name is."""

    def suggest_within(self, block: str, start: int, end: int) -> list[Suggested]:
        """List the spans suggested in the lines of `block` that begin in `[start, end)`, places in the block."""


class _Function:
    """A function of another package as a suggester; its version is that of the package."""

    def __init__(self, name: str, version: str, function: Callable[[str], Iterable[Any]]) -> None:
        self.name = name
        self.version = version
        self._function = function

    def suggest(self, text: str) -> list[Suggested]:
        """List what the function gives for `text`."""
        return validated(text, self._function(text))


def suggested_within(suggester: Suggester, block: str, start: int, end: int) -> list[Suggested]:
    """List the spans that `suggester` suggests in `[start, end)` of a block, places in the block, ready to be kept."""
    if isinstance(suggester, BlockSuggester):
        return validated(block, suggester.suggest_within(block, start, end))
    piece = block[start:end]
    found = validated(piece, suggester.suggest(piece))
    return [span._replace(start=span.start + start, end=span.end + start) for span in found]


def names() -> list[str]:
    """List the names of all suggesters, the built-in ones first."""
    return [*_BUILT_IN, *sorted(_entry_points().keys() - _BUILT_IN.keys())]


def get(name: str) -> Suggester:
    """Give the suggester `name`, made new.

    Raises RefusedError `suggester.unknown` when there is none of that name, `suggester.broken` when it cannot be made.
    """
    return _made(name, _maker(name))


def _maker(name: str) -> Callable[[], Suggester]:
    """Give a function that imports and makes the suggester `name`."""
    if name in _BUILT_IN:
        module, attribute = _BUILT_IN[name]
        return lambda: cast("Suggester", getattr(import_module(module), attribute)())
    found = _entry_points().get(name)
    if found is None:
        raise RefusedError("suggester.unknown", name=name, known=", ".join(names()))
    return lambda: _from_package(found)


def _from_package(point: EntryPoint) -> Suggester:
    brought = point.load()
    if isinstance(brought, type):
        return cast("Suggester", brought())
    if not callable(brought):
        raise TypeError(f"{point.value} is neither a class nor a function")
    return _Function(point.name, point.dist.version if point.dist else "0", brought)


def _made(name: str, maker: Callable[[], Suggester]) -> Suggester:
    try:
        return maker()
    except Exception as error:  # it is another package's code: anything can come
        raise RefusedError("suggester.broken", name=name, reason=f"{type(error).__name__}: {error}") from error


def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=GROUP)}


def validated(text: str, suggested: Iterable[object]) -> list[Suggested]:
    """List what of `suggested` can be kept, sorted and without blanks at the edges.

    What lies outside `text`, is empty or only blanks, comes twice or is no `Suggested` at all is left out, so that no
    fault of a suggester reaches a project. A score that is no number is forgotten.
    """
    kept: dict[tuple[int, int, str], Suggested] = {}
    for item in suggested:
        span = _checked(text, item)
        if span is not None:
            kept.setdefault(span[:3], span)
    return [kept[key] for key in sorted(kept)]


def _checked(text: str, item: object) -> Suggested | None:
    if not isinstance(item, (tuple, list)) or len(item) != len(Suggested._fields):
        return None
    start, end, label, score = item
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return None
    if not isinstance(label, str) or not label.strip():
        return None
    span = trim(text, start, end)
    return Suggested(*span, str(label), _score(score)) if span else None


def _score(score: object) -> float | None:
    if isinstance(score, bool) or not isinstance(score, (int, float)) or not math.isfinite(score):
        return None
    return min(1.0, max(0.0, float(score)))
