"""How well a way of training does on articles it has not seen: cross-validation, learning curve, calibration."""

from __future__ import annotations

import multiprocessing
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from typing import Any, NamedTuple

from annotator.core.evaluation import Comparison, Kind, Measure
from annotator.nlp.gold import GoldArticle
from annotator.nlp.suggesters import Suggested
from annotator.nlp.training.field import Prepared, answering, train

CORE = ("PER", "ORG", "LOC")
FOLDS = 5
_ENOUGH = 300
"""A label with fewer suggestions than this has its scores calibrated together with the others."""

_KNOTS = 12

Answers = list[tuple[GoldArticle, list[Suggested]]]
"""Articles with what was suggested for them by a model that had not seen them."""


class Task(NamedTuple):
    """One model to train: on which articles of the gold (and always on the further ones), and to be asked which."""

    learnt: list[int]
    asked: list[int]


def folds(number: int, seed: int) -> list[list[int]]:
    """Deal the numbers of so many articles into five folds."""
    order = list(range(number))
    random.Random(seed).shuffle(order)
    return [order[fold::FOLDS] for fold in range(FOLDS)]


def crossed(gold: Sequence[Prepared], further: Sequence[Prepared], seed: int, processes: int) -> Answers:
    """Answer each article of `gold` by a model trained on the other four folds and all of `further`."""
    dealt = folds(len(gold), seed)
    tasks = [Task([i for other in dealt if other is not fold for i in other], fold) for fold in dealt]
    return [answer for answers in _run(gold, further, tasks, processes) for answer in answers]


def curve(gold: Sequence[Prepared], sizes: Iterable[int], seed: int, processes: int) -> dict[int, Answers]:
    """Answer the first fold by models trained on more and more of the others: by the number of articles learnt from."""
    first, *others = folds(len(gold), seed)
    pool = [index for fold in others for index in fold]
    learnt = sorted({min(size, len(pool)) for size in (*sizes, len(pool))})
    tasks = [Task(pool[:size], first) for size in learnt]
    return dict(zip(learnt, _run(gold, (), tasks, processes), strict=True))


def first_fold(gold: Sequence[Prepared], further: Sequence[Prepared], seed: int) -> Answers:
    """Answer the first fold as `crossed` does, and leave out the others."""
    first, *others = folds(len(gold), seed)
    return _run(gold, further, [Task([index for fold in others for index in fold], first)], 1)[0]


_inherited: dict[str, Sequence[Prepared]] = {}
"""The articles of gold and the further ones, where forked processes find them: they are too many to be sent."""


def _run(gold: Sequence[Prepared], further: Sequence[Prepared], tasks: Sequence[Task], processes: int) -> list[Answers]:
    """Do the tasks, several at a time where processes can be forked."""
    _inherited.update(gold=gold, further=further)
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [_do(task) for task in tasks]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        return list(pool.map(_do, tasks))


def _do(task: Task) -> Answers:
    gold, further = _inherited["gold"], _inherited["further"]
    answer = answering(train([*(gold[index] for index in task.learnt), *further]))
    return [(gold[index].article, answer(gold[index])) for index in task.asked]


def compared(answers: Answers) -> Comparison:
    """Compare what was suggested with the gold."""
    comparison = Comparison()
    for article, found in answers:
        comparison.add(article.spans, [span[:3] for span in found])
    return comparison


def figures(comparison: Comparison) -> dict[str, Any]:
    """Give strict precision, recall and F1 in percent of core and all labels and of each, with the errors counted."""
    labels = comparison.labels()
    rows = {label: _row(comparison, [label]) for label in labels}
    return {"core": _row(comparison, [x for x in CORE if x in labels]), "all": _row(comparison, labels), "labels": rows}


def _row(comparison: Comparison, labels: Sequence[str]) -> dict[str, float]:
    scores = [comparison.score(Measure.STRICT, label) for label in labels]
    total = sum(scores[1:], scores[0])
    share = {"precision": total.precision, "recall": total.recall, "f1": total.f1}
    row: dict[str, float] = {name: round(100 * value, 1) for name, value in share.items()}
    row["gold"] = total.gold
    row["boundary_errors"] = sum(comparison.errors[label, Kind.BOUNDARY] for label in labels)
    return row


def calibration(answers: Answers) -> dict[str, list[tuple[float, float]]]:
    """Give for each label, and for all (`""`), the line from a model's score to how often it was right."""
    seen: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for article, found in answers:
        right = set(article.spans)
        for span in found:
            for key in ("", span.label):
                seen[key].append((span.score or 0.0, span[:3] in right))
    return {key: rising(pairs) for key, pairs in seen.items() if key == "" or len(pairs) >= _ENOUGH}


def rising(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Fit a line that never falls to pairs of score and truth: isotonic regression by pooling adjacent violators.

    It runs through the middle of a few stretches of equally many pairs, so that it is smooth.
    """
    ordered = sorted(pairs)
    least = max(1, len(ordered) // _KNOTS)
    blocks: list[tuple[float, float, int]] = []
    first = 0
    while first < len(ordered):
        end = min(first + least, len(ordered))
        while end < len(ordered) and ordered[end][0] == ordered[end - 1][0]:
            end += 1  # pairs of one score stand in the order of their truth, so none of them may be parted
        chunk = ordered[first:end]
        blocks.append((sum(x for x, _ in chunk), sum(y for _, y in chunk), len(chunk)))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            (x, y, n), (a, b, m) = blocks.pop(), blocks.pop()
            blocks.append((x + a, y + b, n + m))
        first = end
    # One more pair right and one more wrong than seen: nothing is certain.
    shares = accumulate(((y + 1) / (n + 2) for _, y, n in blocks), max)
    return [(round(x / n, 4), round(share, 4)) for (x, _, n), share in zip(blocks, shares, strict=True)]


def by_suggester(articles: Iterable[GoldArticle], suggest: Callable[[str], list[Suggested]]) -> Comparison:
    """Compare what a ready suggester finds with the gold."""
    return compared([(article, suggest(article.text)) for article in articles])


def table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Write figures as a Markdown table: a system a row, F1 of core, all and each label, with boundary errors."""
    labels = list(dict.fromkeys(label for row in rows.values() for label in row["labels"]))
    head = ["system", "core", "all", *labels, "boundary errors"]
    lines = [head, ["---"] * len(head)]
    for name, row in rows.items():
        cells = [row["labels"].get(label, {}).get("f1", "–") for label in labels]
        lines.append([name, row["core"]["f1"], row["all"]["f1"], *cells, row["all"]["boundary_errors"]])
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
