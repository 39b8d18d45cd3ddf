"""A small model learnt from the articles that one person has finished, on top of what the shipped model says of them.

It is accepted only when it does not do worse on these articles, held out in turn, than the model in use does on them,
and better than the shipped one by more than chance: where there is nothing to learn, nothing is changed.
Offsets count code points; everything is given and comes back as plain data, so that it can be done in another process.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING, Any

from annotator.core.evaluation import Ranged, Score
from annotator.nlp import stacking
from annotator.nlp.gold import GoldArticle
from annotator.nlp.stacking import Base, Memory
from annotator.nlp.suggesters import Suggested, Suggester
from annotator.nlp.suggesters.news import decoding

if TYPE_CHECKING:
    from annotator.nlp.suggesters.news import Tagged

KIND = "learned"
FEWEST = 2
"""Fewer finished articles than this teach nothing."""

_MOST_PARTS, _FEWER_PARTS, _MANY = 5, 3, 10
_SURE, _AROUND, _OFTEN = 0.9, 2, 0.1
_PRIOR = 3
_PARAMETERS = {"c1": 0.0, "c2": 0.2, "max_iterations": 30, "period": 5, "delta": 1e-3}
_PARAMETERS |= {"feature.possible_transitions": True}

Figures = dict[str, Score]
"""Strict counts a label."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of learning: whether the new model is accepted, and the figures of the model in use and of the new one.

    `is_overtaken` says that the model in use does worse than the shipped one alone. `manifest` and `parts` are what a
    model file is written from.
    """

    accepted: bool
    is_overtaken: bool
    before: Figures
    after: Figures
    articles: int
    manifest: dict[str, Any]
    parts: dict[str, bytes]


@dataclass(slots=True)
class _Lesson:
    """One finished article: what the shipped model says of it, and what is true."""

    article: GoldArticle
    tagged: list[Tagged]
    truth: list[list[str]]
    rows: list[list[stacking.Row]]

    @property
    def spelt(self) -> list[tuple[list[str], list[str]]]:
        """The spellings and true tags of its parts."""
        lines = zip(self.tagged, self.truth, strict=True)
        return [([syllable.text for syllable in line.syllables], truth) for line, truth in lines]


def micro(figures: Figures) -> Score:
    """The counts of all labels together."""
    return sum(figures.values(), Score())


def train(
    articles: Sequence[GoldArticle], base: Base, labels: Collection[str], in_use: Suggester | None = None,
    known: Mapping[str, Collection[Ranged]] | None = None,
) -> Trained | None:  # fmt: skip
    """Learns from finished articles; None when they are fewer than two, or there are no labels.

    `labels` are the project's. `in_use` is the person's present model, None for the shipped one; `known` are the
    spans it found in articles while they were held out from it, by `fingerprint`, since it cannot be judged by what it
    has learnt from. The same articles give the same model.
    """
    if len(articles) < FEWEST or not labels:  # nothing at all to learn from ends CRFsuite's process
        return None
    lessons = _lessons(articles, base)
    trainer = _Trainer(lessons, labels)
    trials = [_trial(lesson, base, found, in_use, known or {}) for lesson, found in trainer.held_out(base)]
    shipped, before, after = (_summed(figures) for figures in zip(*map(_figures, trials), strict=True))
    is_overtaken = in_use is not None and micro(before).f1 < micro(shipped).f1
    accepted = _is_better(trials) and micro(after).f1 >= max(micro(before).f1, micro(shipped).f1)
    model, memory = trainer.train(None), Memory.of(each.spelt for each in lessons)
    manifest = {
        "name": KIND, "kind": KIND, "version": hashlib.sha256(model).hexdigest()[:12], "labels": sorted(labels),
        "base": base.version, "articles": len(lessons), "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "before": _plain(before), "after": _plain(after),
    }  # fmt: skip
    held_out = {fingerprint(trial.article): sorted(trial.new) for trial in trials}
    parts = {"crf": model, "memory": _memory_bytes(memory), "held_out": json.dumps(held_out).encode("utf-8")}
    return Trained(accepted, is_overtaken, before, after, len(lessons), manifest, parts)


def fingerprint(article: GoldArticle) -> str:
    """Tells an article and what was annotated in it from any other."""
    content = json.dumps([article.text, sorted(article.spans)], ensure_ascii=True)
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:16]


def counted(gold: Iterable[Ranged], found: Iterable[Ranged]) -> Figures:
    """The strict counts a label of one article."""
    right, said = set(gold), set(found)
    labels = {label for _, _, label in right | said}
    one, other, both = (Counter(label for _, _, label in spans) for spans in (right, said, right & said))
    return {label: Score(one[label], other[label], both[label], both[label]) for label in sorted(labels)}


def figures_of(plain: Mapping[str, Sequence[int]]) -> Figures:
    """The figures that a manifest holds as lists of numbers."""
    return {label: Score(*numbers) for label, numbers in plain.items()}


def _plain(figures: Figures) -> dict[str, list[int]]:
    return {label: [score.gold, score.against, score.found, score.right] for label, score in figures.items()}


def _summed(figures: Iterable[Figures]) -> Figures:
    total: defaultdict[str, Score] = defaultdict(Score)
    for each in figures:
        for label, score in each.items():
            total[label] += score
    return dict(sorted(total.items()))


def _memory_bytes(memory: Memory) -> bytes:
    listed = sorted([*surface, label] for surface, label in memory.labels.items())
    return json.dumps(listed, ensure_ascii=False).encode("utf-8")


def _lessons(articles: Sequence[GoldArticle], base: Base) -> list[_Lesson]:
    """The articles as the shipped model sees them, in an order that does not depend on when they were finished."""
    lessons = []
    for article in sorted(articles, key=fingerprint):
        tagged = base.tagged(article.text)
        spans = stacking.flat(article.spans)
        lessons.append(_Lesson(article, tagged, [decoding.tags(part.syllables, spans) for part in tagged], []))
    return lessons


@dataclass(frozen=True, slots=True)
class _Trial:
    """One article and what each model finds in it that has not learnt from it."""

    article: GoldArticle
    shipped: set[Ranged]
    present: set[Ranged]
    new: set[Ranged]


def _trial(
    lesson: _Lesson, base: Base, new: Iterable[Suggested], in_use: Suggester | None,
    known: Mapping[str, Collection[Ranged]],
) -> _Trial:  # fmt: skip
    article = lesson.article
    shipped = {span[:3] for line in lesson.tagged for span in base.decoded(line)}
    if in_use is None:
        present = shipped
    elif (held_out := known.get(fingerprint(article))) is not None:
        present = set(held_out)
    else:
        present = {span[:3] for span in in_use.suggest(article.text)}
    return _Trial(article, shipped, present, {span[:3] for span in new})


def _figures(trial: _Trial) -> list[Figures]:
    return [counted(trial.article.spans, found) for found in (trial.shipped, trial.present, trial.new)]


def _is_better(trials: Iterable[_Trial]) -> bool:
    """True when the new model mends more errors of the shipped one than it makes, by more than chance.

    An error is a span missing or too many. Errors that only one of two models makes fall to either like the toss of a
    coin when both are as good, which deviates by the root of their number (McNemar's test): one deviation is asked for.
    """
    mended = made = 0
    for trial in trials:
        gold = set(trial.article.spans)
        old, new = gold ^ trial.shipped, gold ^ trial.new
        mended += len(old - new)
        made += len(new - old)
    return mended > made and mended - made >= sqrt(mended + made)


class _Trainer:
    """Trains on all lessons, or on all but one part of them.

    The memory that an article is shown comes from the other parts, for from its own it would always be right.
    """

    def __init__(self, lessons: Sequence[_Lesson], labels: Collection[str]) -> None:
        import pycrfsuite

        self._lessons = lessons
        self._parts = _parts(len(lessons))
        corrected = _corrected(lessons)
        self._trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=_PARAMETERS, verbose=False)
        self._filled: set[int] = set()
        for part in range(self._parts):
            others = (each.spelt for at, each in enumerate(lessons) if at % self._parts != part)
            memory = Memory.of(others)
            for lesson in lessons[part :: self._parts]:
                lesson.rows = [stacking.rows(tagged, memory) for tagged in lesson.tagged]
                for rows, truth in _telling(lesson, corrected):
                    self._filled.add(part)
                    self._trainer.append(pycrfsuite.ItemSequence(rows), truth, part)
        for rows, truth in [*stacking.prior(labels)] * _PRIOR:
            self._trainer.append(pycrfsuite.ItemSequence(rows), truth, self._parts)

    def held_out(self, base: Base) -> Iterator[tuple[_Lesson, list[Suggested]]]:
        """Each lesson with what a model finds in it that has not seen it."""
        for part in range(self._parts):
            model = self.train(part)
            for lesson in self._lessons[part :: self._parts]:
                yield lesson, _found(lesson, model, base)

    def train(self, without: int | None) -> bytes:
        """The model learnt from all lessons but those of a part.

        A part in which nothing is telling is left out as it is; held out, it makes python-crfsuite divide by zero.
        """
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "crf")
            self._trainer.train(path, without if without in self._filled else -1)
            with open(path, "rb") as file:
                return file.read()


def _parts(articles: int) -> int:
    """Into how many parts articles are divided to be held out in turn; many articles need fewer, and take long."""
    return min(_MOST_PARTS if articles <= _MANY else _FEWER_PARTS, articles)


def _corrected(lessons: Iterable[_Lesson]) -> set[str]:
    """The words, in small letters, at which a person often says something else than the shipped model."""
    said: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for lesson in lessons:
        for part, truth in zip(lesson.tagged, lesson.truth, strict=True):
            words = [syllable.text.lower() for syllable in part.syllables]
            said.update(words)
            other.update(word for word, tag, true in zip(words, part.tags, truth, strict=True) if tag != true)
    return {word for word, number in other.items() if number >= _OFTEN * said[word]}


def _telling(lesson: _Lesson, corrected: Collection[str]) -> Iterator[tuple[list[stacking.Row], list[str]]]:
    """The runs of an article that teach something, with two syllables around: three in five teach nothing.

    That is where neither the person nor the shipped model, which is sure of it, sees a span, and where no word stands
    that is corrected anywhere.
    """
    for part, rows, truth in zip(lesson.tagged, lesson.rows, lesson.truth, strict=True):
        told = [
            true != stacking.OUTSIDE or tag != stacking.OUTSIDE or score < _SURE or syllable.text.lower() in corrected
            for syllable, tag, score, true in zip(part.syllables, part.tags, part.scores, truth, strict=True)
        ]
        near = [any(told[max(0, at - _AROUND) : at + _AROUND + 1]) for at in range(len(told))]
        for is_near, places in groupby(range(len(near)), key=near.__getitem__):
            if is_near:
                run = list(places)
                yield rows[run[0] : run[-1] + 1], truth[run[0] : run[-1] + 1]


def _found(lesson: _Lesson, model: bytes, base: Base) -> list[Suggested]:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    tagged = (tagger.tag(pycrfsuite.ItemSequence(rows)) for rows in lesson.rows)
    lines = zip(lesson.tagged, tagged, strict=True)
    return [span for line, tags in lines for span in base.decoded(line._replace(tags=tags))]
