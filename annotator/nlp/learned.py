"""A person's own model at work: the shipped model's tags, corrected by what the person's finished articles taught."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.core.errors import RefusedError
from annotator.core.evaluation import Ranged
from annotator.nlp import stacking
from annotator.nlp.learning import KIND
from annotator.nlp.stacking import Base, Memory
from annotator.nlp.suggesters import NEWS, Suggested
from annotator.nlp.suggesters.news import model as files

if TYPE_CHECKING:
    from annotator.nlp.suggesters.news import Tagged


class Learned:
    """A suggester: the shipped model with a person's small model on top; for one thread, like the shipped one."""

    name = NEWS

    def __init__(self, base: Base, container: files.Container) -> None:
        import pycrfsuite

        self._base = base
        self._manifest = container.manifest
        self._digest = container.digest
        self._content = container.parts["crf"]  # the tagger reads from it as long as it lives
        self._known = _known(container.parts["held_out"])
        self._memory = _memory(container.parts["memory"])
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._content)

    @property
    def version(self) -> str:
        """The shipped model's version and what tells this one from others."""
        return run_version(self._base.version, self._digest)

    @property
    def known(self) -> dict[str, list[Ranged]]:
        """The spans found in each article it learnt from while that was held out, by the article's fingerprint."""
        return self._known

    @property
    def manifest(self) -> dict[str, Any]:
        """What the file says of itself: figures before and after, number of articles, date."""
        return self._manifest

    def suggest(self, text: str) -> list[Suggested]:
        """List the spans suggested in `text`."""
        return self._corrected(self._base.tagged(text))

    def suggest_within(self, block: str, start: int, end: int) -> list[Suggested]:
        """List the spans suggested in the lines of `block` that begin in `[start, end)`, places in the block."""
        return self._corrected(self._base.tagged_within(block, start, end))

    def _corrected(self, lines: Iterable[Tagged]) -> list[Suggested]:
        return [span for line in lines for span in self._base.decoded(self._retagged(line))]

    def _retagged(self, line: Tagged) -> Tagged:
        """The line as the small model tags it; where both agree it is as likely as the shipped one says."""
        import pycrfsuite

        self._tagger.set(pycrfsuite.ItemSequence(stacking.rows(line, self._memory)))
        tags = self._tagger.tag()
        scores = [
            line.scores[at] if tag == line.tags[at] else self._tagger.marginal(tag, at) for at, tag in enumerate(tags)
        ]
        return line._replace(tags=tags, scores=scores)


def read(path: Path, base: Base) -> Learned:
    """Give the person's model in the file at `path`, which was learnt on top of exactly this shipped model.

    Raises RefusedError: "model.missing", "model.damaged"; "model.foreign" for a file that is no such model, or one that
    was learnt on top of another shipped model.
    """
    container = files.read(path, KIND)
    if container.manifest.get("base") != base.version:
        raise RefusedError("model.foreign", path=str(path))
    try:
        return Learned(base, container)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise RefusedError("model.foreign", path=str(path)) from error


def run_version(base: str, digest: str = "", muted: Collection[str] = (), threshold: float = 0.0) -> str:
    """Give the version of what suggests, for the record of its runs: another one goes over the articles again.

    `base` is the shipped model's version; `digest` is that of the person's model, empty for none.
    """
    if not (digest or muted or threshold):
        return base
    said = json.dumps([digest, sorted(muted), threshold])
    return f"{base}+{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def _known(content: bytes) -> dict[str, list[Ranged]]:
    listed: Any = json.loads(content)
    return {key: [(int(start), int(end), str(label)) for start, end, label in spans] for key, spans in listed.items()}


def _memory(content: bytes) -> Memory:
    listed: Any = json.loads(content)
    return Memory({tuple(surface): str(label) for *surface, label in listed})
