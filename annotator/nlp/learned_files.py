"""The file of a person's model: learnt anew and swapped in whole, the previous one kept beside it.

Nothing here knows a project, so that it can be done in a process that must never see one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.errors import RefusedError
from annotator.nlp import learned, learning
from annotator.nlp.gold import GoldArticle
from annotator.nlp.learning import KIND, Figures, Trained, figures_of
from annotator.nlp.stacking import Base
from annotator.nlp.suggesters.news import model as files

_SUFFIX, _PREVIOUS = ".model", ".previous.model"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of learning from a number of finished articles; too few of them leave the figures empty.

    `before` are those of the model in use, `after` those of the new one on articles held out from it; `accepted` says
    that the new one is in use now. `is_retired` says that neither is, since both do worse than the shipped model alone;
    the one that was in use is kept as the previous one. `date` is ISO 8601.
    """

    accepted: bool
    articles: int
    before: Figures = field(default_factory=dict)
    after: Figures = field(default_factory=dict)
    date: str = ""
    is_retired: bool = False


def teach(articles: Sequence[GoldArticle], labels: Collection[str], path: Path, base: Base) -> Outcome:
    """Learns from finished articles and swaps the new model in at `path` when it does better.

    A model there that is damaged or rests on another shipped model counts for nothing. Raises as `swap`.
    """
    in_use = _in_use(path, base)
    trained = learning.train(articles, base, labels, in_use, in_use.known if in_use else None)
    if trained is None:
        return Outcome(False, len(articles))
    if trained.accepted and not (in_use and in_use.manifest["version"] == trained.manifest["version"]):
        swap(path, trained)
    is_retired = trained.is_overtaken and not trained.accepted
    if is_retired:
        with _writing(path):
            path.replace(previous(path))
    date = trained.manifest["date"]
    return Outcome(trained.accepted, trained.articles, trained.before, trained.after, date, is_retired)


def swap(path: Path, trained: Trained) -> None:
    """Puts a new model in place of the one at `path`, which becomes the previous one if it can be used.

    Raises RefusedError("output.failed"); the one in use is then untouched.
    """
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        if digest(path, trained.manifest["base"]):  # one that cannot be used is not worth going back to
            copy = path.with_name(f"{path.name}.{os.getpid()}.new")
            shutil.copyfile(path, copy)
            copy.replace(previous(path))
        files.write(path, trained.manifest, trained.parts)


def previous(path: Path) -> Path:
    """Where the model lies that was in use before the one at `path`."""
    return path.with_name(path.name.removesuffix(_SUFFIX) + _PREVIOUS)


def go_back(path: Path) -> bool:
    """Puts the previous model in use again; False when there is none. Raises RefusedError("output.failed")."""
    with _writing(path):
        if not previous(path).exists():
            return False
        previous(path).replace(path)
    return True


def forget(path: Path) -> None:
    """Removes what was learnt, so that the shipped model speaks alone. Raises RefusedError("output.failed")."""
    with _writing(path):
        _sweep(path)
        for each in (path, previous(path)):
            each.unlink(missing_ok=True)


def kept(path: Path) -> Outcome | None:
    """What the model at `path` says of how it was learnt; None when there is none that can be read."""
    try:
        manifest = files.read(path, KIND).manifest
        figures = figures_of(manifest["before"]), figures_of(manifest["after"])
        return Outcome(True, int(manifest["articles"]), *figures, str(manifest["date"]))
    except (RefusedError, KeyError, TypeError, ValueError, AttributeError):
        return None


def digest(path: Path, base: str) -> str:
    """A short digest of the model at `path`, empty when none can be used with the shipped model of this version."""
    try:
        container = files.read(path, KIND)
    except RefusedError:
        return ""
    return container.digest if container.manifest.get("base") == base else ""


def _in_use(path: Path, base: Base) -> learned.Learned | None:
    with suppress(RefusedError):
        return learned.read(path, base)
    return None


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What the disk refuses, as an error that a person can be told."""
    try:
        yield
    except OSError as error:
        raise RefusedError("output.failed", path=str(path), reason=error.strerror or str(error)) from error


def _sweep(path: Path) -> None:
    """Takes away what a process that was killed had begun to write."""
    for left in path.parent.glob(f"{path.name}.*.new"):
        left.unlink(missing_ok=True)
