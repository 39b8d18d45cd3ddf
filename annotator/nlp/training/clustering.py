"""Groups of syllables and of names from raw news, without labels.

Each unit is described by what stands one and two places left and right of it, weighted by positive pointwise mutual
information with smoothed contexts (Levy, Goldberg, Dagan 2015), brought down to 100 dimensions by a randomised singular
value decomposition (Halko, Martinsson, Tropp 2011), and grouped by k-means, once coarsely and once finely.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from annotator.nlp.suggesters.news.clusters import Clusters, units

_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*|\d+(?:[.,/:]\d+)*|[^\w\s]|\n")
_FIGURE = re.compile(r"\d")
_CONTEXTS = 6000
_DIMENSIONS = 100
_OFFSETS = (-1, 1, -2, 2)
GROUPS = (200, 1000)
"""How many coarse and fine groups there are."""

_RARE_SYLLABLE, _RARE_NAME = 8, 4
"""What stands in the raw text less often than this is left out."""

_SMOOTHING = 0.75

Cut = Callable[[Sequence[str]], list[tuple[int, int]]]


def clusters(texts: Callable[[], Iterable[str]], seed: int) -> Clusters:
    """Group the syllables and the names of raw texts; `texts` gives them, once for each, so that they need no room."""

    def lines() -> Iterator[list[str]]:
        return (_TOKEN.findall(unicodedata.normalize("NFC", text)) for text in texts())

    return Clusters(_groups(lines(), _alone, _RARE_SYLLABLE, seed), _groups(lines(), units, _RARE_NAME, seed))


def _alone(line: Sequence[str]) -> list[tuple[int, int]]:
    return [(index, index + 1) for index in range(len(line))]


def _groups(lines: Iterable[list[str]], cut: Cut, rare: int, seed: int) -> dict[str, tuple[str, str]]:
    names, sequence = _numbered(lines, cut)
    counts = np.bincount(sequence, minlength=len(names))
    kept = [i for i in np.argsort(-counts, kind="stable") if counts[i] >= rare and names[i] != "\n"]
    vectors = _reduced(_weighted(_neighbours(names, sequence, kept, counts)), seed)
    coarse, fine = (_grouped(vectors, number, seed) for number in GROUPS)
    return {
        names[key]: (str(a), str(b))
        for key, a, b in zip(kept, coarse, fine, strict=True)
        if not _FIGURE.search(names[key])
    }


def _numbered(lines: Iterable[list[str]], cut: Cut) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Cut the texts into units, figures made alike, and give the units and the texts as their numbers in a row."""
    table: dict[str, int] = {}
    found = array("i")
    for line in lines:
        for first, end in cut(line):
            unit = " ".join(line[first:end])
            found.append(table.setdefault(_FIGURE.sub("0", unit), len(table)))
        found.append(table.setdefault("\n", len(table)))
    return list(table), np.frombuffer(found, dtype=np.int32)


def _neighbours(names: list[str], sequence: Any, kept: Sequence[int], counts: Any) -> Any:
    """Count what stands beside each kept unit: of a name on its left the last syllable, on its right the first."""
    row_of: Any = np.full(len(names), -1, np.int32)
    row_of[kept] = np.arange(len(kept))
    lasts = [name.split(" ")[-1].lower() for name in names]
    firsts = [name.split(" ")[0].lower() for name in names]
    frequency: Counter[str] = Counter()
    for last, count in zip(lasts, counts, strict=True):
        frequency[last] += int(count)
    columns = {syllable: index for index, (syllable, _) in enumerate(frequency.most_common(_CONTEXTS))}
    left = np.array([columns.get(last, -1) for last in lasts], np.int32)[sequence]
    right = np.array([columns.get(first, -1) for first in firsts], np.int32)[sequence]
    rows = row_of[sequence]
    shape = (len(kept), len(columns))
    return scipy.sparse.hstack([_counted(rows, left if o < 0 else right, o, shape) for o in _OFFSETS]).tocsr()


def _counted(rows: Any, contexts: Any, offset: int, shape: tuple[int, int]) -> Any:
    """Count the pairs of a unit and what stands `offset` places from it."""
    here, there = (rows[-offset:], contexts[:offset]) if offset < 0 else (rows[:-offset], contexts[offset:])
    known = (here >= 0) & (there >= 0)
    pairs, counts = np.unique(here[known].astype(np.int64) * shape[1] + there[known], return_counts=True)
    return scipy.sparse.csr_matrix((counts.astype(np.float32), (pairs // shape[1], pairs % shape[1])), shape=shape)


def _weighted(counts: Any) -> Any:
    """Weight counts by positive pointwise mutual information; a pair seen once counts half."""
    total = counts.sum()
    rows = np.asarray(counts.sum(1)).ravel()
    columns = np.asarray(counts.sum(0)).ravel() ** _SMOOTHING
    columns *= total / columns.sum()
    pairs = counts.tocoo()
    weights = np.log(pairs.data * total / (rows[pairs.row] * columns[pairs.col]))
    weights *= pairs.data / (pairs.data + 1)
    kept = weights > 0
    return scipy.sparse.csr_matrix((weights[kept], (pairs.row[kept], pairs.col[kept])), shape=counts.shape)


def _reduced(weights: Any, seed: int) -> Any:
    left, values, _ = randomized_svd(
        weights, n_components=min(_DIMENSIONS, *weights.shape), n_iter=3, random_state=seed
    )
    vectors = left * np.sqrt(values)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _grouped(vectors: Any, number: int, seed: int) -> Any:
    groups = min(number, len(vectors))
    return MiniBatchKMeans(groups, batch_size=8192, n_init=1, max_iter=30, random_state=seed).fit_predict(vectors)
