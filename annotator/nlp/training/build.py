"""The whole way from gold and raw news to the model's file and its figures."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.core.evaluation import Comparison
from annotator.core.text import digest
from annotator.nlp.gold import GoldArticle, read_gold
from annotator.nlp.suggesters import get
from annotator.nlp.suggesters.news import KIND, model
from annotator.nlp.suggesters.news.clusters import Clusters
from annotator.nlp.suggesters.news.features import Features
from annotator.nlp.suggesters.news.gazetteers import Gazetteers, gazetteers
from annotator.nlp.training import validation
from annotator.nlp.training.clustering import clusters
from annotator.nlp.training.field import Prepared, prepared, train
from annotator.nlp.training.material import articles, raw_texts, read_offsets

CURVE = (30, 60, 150, 300)
WHOLE = "whole"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """What to make a model from, and how: paths, a seed, and how many processes may train at once."""

    gold: Path
    raw: Path
    output: Path
    offsets: Sequence[Path] = ()
    """Annotations without texts, which lie in `raw`, and corrections of `gold`."""
    held_out: Sequence[Path] = ()
    """Gold that nothing is learnt from, its texts not even as raw news."""
    seed: int = 7
    processes: int = 1
    compares: bool = False
    """Also measure the learning curve, the other suggesters, and the model without lists and patterns."""


@dataclass
class Report:
    """What came of it: figures by system, and the curve by the number of articles."""

    systems: dict[str, dict[str, Any]] = field(default_factory=dict)
    curve: dict[int, dict[str, Any]] = field(default_factory=dict)
    size: int = 0


def build(recipe: Recipe, say: Say) -> Report:
    """Train the model that `recipe` describes and write its file; `say` is told what goes on.

    Raises InputError as `training.material` does, OSError when the file cannot be written.
    """
    offsets = [each for path in recipe.offsets for each in read_offsets(path)]
    gold, further = articles(recipe.gold, offsets, recipe.raw)
    say(f"{len(gold)} articles of gold, {len(further)} further ones")
    held_out = [article for path in recipe.held_out for article in read_gold(str(path))]
    groups = clusters(lambda: _unseen(recipe.raw, (*gold, *held_out)), recipe.seed)
    say(f"{len(groups.syllables)} syllables and {len(groups.names)} names in groups")
    features = Features(groups, gazetteers())
    ready, more = prepared(gold, features), prepared(further, features)
    answers = validation.crossed(ready, more, recipe.seed, recipe.processes)
    report = Report({WHOLE: validation.figures(validation.compared(answers))})
    say(f"cross-validation: {report.systems[WHOLE]}")
    _write(recipe, groups, (ready, more), validation.calibration(answers), report)
    if recipe.compares:
        first = answers[: len(validation.folds(len(ready), recipe.seed)[0])]
        _compare(recipe, groups, (ready, more), first, report)
    return report


def _unseen(raw: Path, known: Iterable[GoldArticle]) -> Iterator[str]:
    """Give the raw texts that are not among the articles by which the model is judged."""
    digests = {digest(article.text) for article in known}
    return (text for text in raw_texts(raw) if digest(text) not in digests)


def _write(
    recipe: Recipe,
    groups: Clusters,
    ready: tuple[list[Prepared], list[Prepared]],
    calibration: dict[str, list[tuple[float, float]]],
    report: Report,
) -> None:
    """Train on everything and write the file."""
    trained = train([article for part in ready for article in part])
    manifest = {
        "kind": KIND,
        "articles": sum(map(len, ready)),
        "seed": recipe.seed,
        "calibration": calibration,
        "figures": report.systems[WHOLE],
    }
    known = zlib.compress("\n".join(trained.known).encode(), 9)
    parts = {"crf": trained.data, "known": known, "clusters": groups.to_bytes()}
    model.write(recipe.output, manifest, parts)
    report.size = recipe.output.stat().st_size


def _compare(
    recipe: Recipe,
    groups: Clusters,
    ready: tuple[list[Prepared], list[Prepared]],
    first: validation.Answers,
    report: Report,
) -> None:
    """Measure on the first fold what the parts of the model and more articles are worth, and the other suggesters."""
    gold, further = ready
    asked = [article for article, _ in first]

    def take(name: str, comparison: Comparison) -> None:
        report.systems[f"{name}, first fold"] = validation.figures(comparison)

    take(WHOLE, validation.compared(first))
    for name in ("underthesea", "rules"):
        take(name, validation.by_suggester(asked, get(name).suggest))
    for size, answers in validation.curve(gold, CURVE, recipe.seed, recipe.processes).items():
        report.curve[size] = validation.figures(validation.compared(answers))
    report.curve[len(gold) - len(first) + len(further)] = validation.figures(validation.compared(first))
    bare = Features(groups, Gazetteers({}), has_patterns=False)
    plain, more = (prepared([each.article for each in part], bare) for part in ready)
    take("model without lists and patterns", validation.compared(validation.first_fold(plain, more, recipe.seed)))
