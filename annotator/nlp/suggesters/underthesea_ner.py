"""Suggestions of underthesea's own entity model, as it ships.

`underthesea.ner` runs four models one after another: words, parts of speech, phrases, entities. The last three describe
each word by templates (`T[-1,0][1]` is the part of speech of the word before and of this one), which underthesea fills
in in time quadratic in the length of the text. Here the same templates are filled in column by column, so the tags are
the same in a fraction of the time, and the words are ours, so that their places are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from annotator.nlp.align import LOADING, Token, tokens
from annotator.nlp.segment import joined, parts
from annotator.nlp.suggesters import Suggested

_TEMPLATE = re.compile(r"T\[(-?\d+)(?:,(-?\d+))?\](?:\[(\d+)\])?(?:\.(\w+))?")
# VLSP's MISC says too little about a span to be worth a person's answer.
_LABELS = frozenset({"PER", "ORG", "LOC"})


class UndertheseaNer:
    """underthesea's entity model; a `Suggester`."""

    name = "underthesea"

    @property
    def version(self) -> str:
        """The version of the installed underthesea."""
        from importlib.metadata import version

        return version("underthesea")

    def suggest(self, text: str) -> list[Suggested]:
        """List the persons, organisations and places that underthesea finds in `text`, part by part."""
        found: list[Suggested] = []
        for start, end in parts(text):
            words = joined(tokens(text[start:end]))
            found += _decoded(words, tags([word.text for word in words]), start)
        return found


def tags(words: list[str]) -> list[str]:
    """Give the entity tag of each of `words`, which are one part of a text: what `underthesea.ner` gives them."""
    if not words:
        return []
    columns = [words]
    for tagger in _taggers():
        columns.append(tagger.tag(columns))
    return columns[-1]


def _decoded(words: list[Token], entity_tags: list[str], offset: int) -> list[Suggested]:
    """Join tagged words to spans; an `I-` that does not go on an entity of its label begins one."""
    found: list[Suggested] = []
    last = ""
    for word, tag in zip(words, entity_tags, strict=True):
        mark, _, label = tag.partition("-")
        if mark == "I" and label == last and found:
            found[-1] = found[-1]._replace(end=offset + word.end)
        elif label in _LABELS:
            found.append(Suggested(offset + word.start, offset + word.end, label, None))
        last = label if label in _LABELS else ""
    return found


class _Template(NamedTuple):
    """One template: the name before its values, the first and last word it looks at (relative), column, function."""

    name: str
    first: int
    last: int
    is_joined: bool
    column: int
    function: str | None


class _Tagger:
    """One of underthesea's three models with its templates."""

    def __init__(self, predictor: Any, apply: Callable[[str, str], Any]) -> None:
        self._model = predictor.model
        self._apply = apply
        self._templates = [_parsed(template) for template in predictor.transformer.template]

    def tag(self, columns: list[list[str]]) -> list[str]:
        """Give each word's tag; `columns` are the words and the tags of the models before this one."""
        filled = [*columns, ["X"] * len(columns[0])]
        values = [self._values(template, filled) for template in self._templates]
        return list(self._model.tag([list(features) for features in zip(*values, strict=True)]))

    def _values(self, template: _Template, columns: list[list[str]]) -> list[str]:
        """Fill in one template for every word; beyond the first and last word stand BOS and EOS."""
        column = columns[template.column]
        if template.function:
            column = [str(self._apply(template.function, value)) for value in column]
        size = len(column)
        values = []
        for index in range(size):
            first, last = index + template.first, index + template.last
            if first < 0:
                value = "BOS"
            elif last >= size or first >= size:
                value = "EOS"
            elif template.is_joined:
                value = " ".join(column[first : last + 1])
            else:
                value = column[first]
            values.append(f"{template.name}={value}")
        return values


def _parsed(template: str) -> _Template:
    match = _TEMPLATE.fullmatch(template)
    if match is None:
        raise ValueError(f"underthesea has a template of a kind unknown here: {template}")
    first, last, column, function = match.groups()
    return _Template(template, int(first), int(last or first), last is not None, int(column or 0), function)


def _taggers() -> tuple[_Tagger, ...]:
    with LOADING:
        return _load_taggers()


@cache
def _load_taggers() -> tuple[_Tagger, ...]:
    from underthesea.pipeline.chunking.model_crf import CRFChunkingPredictor
    from underthesea.pipeline.ner.model_crf import CRFNERPredictor
    from underthesea.pipeline.ner.tagged_feature import apply_function
    from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

    predictors = (CRFPOSTagPredictor, CRFChunkingPredictor, CRFNERPredictor)
    return tuple(_Tagger(predictor.Instance(), apply_function) for predictor in predictors)
