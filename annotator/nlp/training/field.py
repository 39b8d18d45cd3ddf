"""Training of the conditional random field, and its answers on articles it has not seen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from annotator.nlp.gold import GoldArticle
from annotator.nlp.suggesters import Suggested
from annotator.nlp.suggesters.news import decoding
from annotator.nlp.suggesters.news.analysis import Syllable, cut
from annotator.nlp.suggesters.news.evidence import Evidence
from annotator.nlp.suggesters.news.features import Features, Rows

# L-BFGS with both penalties: the first throws out what says little, so the model stays small.
_PARAMETERS = {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.possible_transitions": True}


class Prepared(NamedTuple):
    """An article ready for training: its lines as syllables, their features, and their tags by the gold."""

    article: GoldArticle
    syllables: list[list[Syllable]]
    features: list[Rows]
    tags: list[list[str]]


class Field(NamedTuple):
    """A trained model: CRFsuite's file, and the features that carry weight in it."""

    data: bytes
    known: list[str]


def prepared(articles: Iterable[GoldArticle], features: Features) -> list[Prepared]:
    """Find the features and tags of `articles`."""
    return [_prepared(article, features) for article in articles]


def _prepared(article: GoldArticle, features: Features) -> Prepared:
    parts = list(cut(article.text))
    evidence = Evidence(part.texts() for part in parts)
    lines = [part.syllables() for part in parts]
    rows = [features.of(part, line, evidence) for part, line in zip(parts, lines, strict=True)]
    return Prepared(article, lines, rows, [decoding.tags(line, article.spans) for line in lines])


def train(articles: Iterable[Prepared]) -> Field:
    """Train a model; the same articles in the same order give the same model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in articles:
        for rows, tags in zip(article.features, article.tags, strict=True):
            trainer.append(rows, tags)
    trainer.set_params(_PARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crf")
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        return Field(path.read_bytes(), sorted(tagger.info().attributes))


def answering(field: Field) -> Callable[[Prepared], list[Suggested]]:
    """Give what tags an article with `field`; scores are as the model gives them."""
    data = field.data
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)

    def answer(article: Prepared) -> list[Suggested]:
        assert data, "the tagger reads in these bytes and keeps no hold of them"
        lines = zip(article.syllables, article.features, strict=True)
        return [span for syllables, rows in lines for span in _spans(tagger, syllables, rows)]

    return answer


def _spans(tagger: pycrfsuite.Tagger, syllables: Sequence[Syllable], rows: Rows) -> Iterator[Suggested]:
    tagger.set(pycrfsuite.ItemSequence(rows))
    tags = tagger.tag()
    scores = [tagger.marginal(tag, index) for index, tag in enumerate(tags)]
    yield from decoding.spans(syllables, tags, scores)
