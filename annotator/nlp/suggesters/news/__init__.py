"""Our own suggester: names, titles, dates, events, awards and documents in Vietnamese news.

A conditional random field over syllables. It is told their spellings, underthesea's words and parts of speech, the
groups they and longer names fall into in raw news, lists of names, patterns, and what the rest of the article says of
each run of capitals. How it was made and how well it does is written in `resources/models/README.md`.
"""

from __future__ import annotations

import gc
import zlib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.core.assets import asset
from annotator.core.errors import RefusedError
from annotator.nlp.segment import blocks
from annotator.nlp.suggesters import NEWS, Suggested
from annotator.nlp.suggesters.news import decoding, model
from annotator.nlp.suggesters.news.analysis import Part, Syllable, cut
from annotator.nlp.suggesters.news.clusters import Clusters
from annotator.nlp.suggesters.news.evidence import Evidence
from annotator.nlp.suggesters.news.features import Features
from annotator.nlp.suggesters.news.gazetteers import gazetteers

if TYPE_CHECKING:
    import pycrfsuite

KIND = NEWS
"""The kind that its model's file names."""

_SUREST = 0.999
"""No suggestion is certain."""


class Tagged(NamedTuple):
    """One line as the model sees and tags it: syllables, their features, tags, and how likely each tag is (0 to 1)."""

    syllables: list[Syllable]
    features: list[list[str]]
    tags: list[str]
    scores: list[float]


class News:
    """The suggester `news`, with the model that ships or another one of its kind.

    The model is loaded at first use. Whatever needs it raises RefusedError `model.missing`, `model.foreign` or
    `model.damaged` when it cannot be used.
    """

    name = NEWS

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or asset("resources", "models", "news.model")
        self._parts = lru_cache(maxsize=1)(_parts)

    @cached_property
    def version(self) -> str:
        """What tells this model from every other: a digest of its file. Cheap: the model is not loaded for it."""
        return model.stamp(self._path)

    @property
    def manifest(self) -> dict[str, Any]:
        """What the model's file says of itself."""
        return self._engine.manifest

    def suggest(self, text: str) -> list[Suggested]:
        """List the spans suggested in `text`."""
        return [
            span._replace(start=span.start + start, end=span.end + start)
            for start, end in blocks(text)
            for span in self.suggest_within(text[start:end], 0, end - start)
        ]

    def suggest_within(self, block: str, start: int, end: int) -> list[Suggested]:
        """List the spans suggested in the lines of `block` that begin in `[start, end)`.

        The rest of the block tells what its names are; what is found about it is kept for the next call.
        """
        return [span for line in self.tagged_within(block, start, end) for span in self.decoded(line)]

    def tagged(self, text: str) -> list[Tagged]:
        """Give what the suggestions for `text` are made from, line by line; places count from its beginning."""
        return [
            line._replace(syllables=[s._replace(start=s.start + start, end=s.end + start) for s in line.syllables])
            for start, end in blocks(text)
            for line in self.tagged_within(text[start:end], 0, end - start)
        ]

    def tagged_within(self, block: str, start: int, end: int) -> Iterator[Tagged]:
        """Give what the suggestions of `suggest_within` are made from."""
        parts, evidence = self._parts(block)
        for part in parts:
            if start <= part.start < end:
                yield self._tag(part, evidence)

    def decoded(self, line: Tagged) -> list[Suggested]:
        """Make suggestions of a line's tags, their scores calibrated."""
        found = decoding.spans(line.syllables, line.tags, line.scores)
        return [span._replace(score=self._calibrated(span)) for span in found]

    @cached_property
    def _engine(self) -> _Engine:
        container = model.read(self._path, KIND)
        try:
            return _loaded(container)
        except (KeyError, TypeError, ValueError, AttributeError, zlib.error) as error:
            raise RefusedError("model.foreign", path=str(self._path)) from error

    def _calibrated(self, span: Suggested) -> float:
        lines = self._engine.knots
        score = decoding.calibrated(span.score or 0.0, lines.get(span.label) or lines[""])
        return min(round(score, 3), _SUREST)

    def _tag(self, part: Part, evidence: Evidence) -> Tagged:
        import pycrfsuite

        syllables = part.syllables()
        features = self._engine.features.of(part, syllables, evidence)
        tagger = self._engine.tagger
        tagger.set(pycrfsuite.ItemSequence(features))
        tags = tagger.tag()
        scores = [tagger.marginal(tag, index) for index, tag in enumerate(tags)]
        return Tagged(syllables, features, tags, scores)


class _Engine(NamedTuple):
    """What a model's file is made into."""

    manifest: dict[str, Any]
    features: Features
    data: bytes
    """CRFsuite's file: the tagger reads in it and keeps no hold of it, so it has to live as long."""
    tagger: pycrfsuite.Tagger
    knots: dict[str, decoding.Knots]


def _parts(block: str) -> tuple[list[Part], Evidence]:
    parts = list(cut(block))
    return parts, Evidence(part.texts() for part in parts)


def _loaded(container: model.Container) -> _Engine:
    import pycrfsuite

    known = frozenset(zlib.decompress(container.parts["known"]).decode().split("\n"))
    data = container.parts["crf"]
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    lines = container.manifest["calibration"].items()
    knots: dict[str, decoding.Knots] = {label: [(float(x), float(y)) for x, y in line] for label, line in lines}
    features = Features(Clusters.from_bytes(container.parts["clusters"]), gazetteers(), known)
    engine = _Engine(container.manifest, features, data, tagger, knots)
    # These tables stay: going through them at each garbage collection costs a quarter of the time.
    gc.freeze()
    return engine
