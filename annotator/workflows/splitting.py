"""The data set of a project split into parts: planned without writing, then kept for good.

Keeping is an act of its own, since an export only reads: whoever exports parts keeps the split first, or, where the
project cannot be written, takes what the seed gives and says that it was not kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from annotator.core.dates import parse
from annotator.core.errors import AnnotatorError, ProjectError
from annotator.core.grouping import Item, LeftOut
from annotator.core.model import Annotator, AnnotatorKind, Scope
from annotator.core.near_duplicates import sketch
from annotator.core.shares import Recipe
from annotator.core.splitting import divide
from annotator.core.text import folded
from annotator.storage import gate, splits
from annotator.storage.project import Project
from annotator.workflows import people
from annotator.workflows.steps import Step, no_step

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNWRITABLE = frozenset({"project.read-only", "project.locked", "project.locked-elsewhere"})


class PartRow(NamedTuple):
    """One part: how many articles, spans and annotations of each label it has; `part` is "" for what is left out."""

    part: str
    articles: int
    spans: int
    labels: dict[str, int]


@dataclass(slots=True)
class SplitPlan:
    """A split as it is or would be.

    `parts` gives the part of every article of the selection by its id; what is in no part is in `left_out`. `rows` is
    the table to show, one row a part in their order and a last one for what is left out; `labels` are the labels that
    are used, in the order of the label set. `groups` counts what is dealt out as one, `largest` the articles of the
    largest group, `near_duplicates` and `same_day` the articles tied to another for that reason. `known` is what the
    project had kept when this was planned, `names` those of the articles that are spoken of where one is left out.
    """

    recipe: Recipe
    parts: dict[int, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    rows: list[PartRow] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    groups: int = 0
    largest: int = 0
    near_duplicates: int = 0
    same_day: int = 0
    known: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    @property
    def new(self) -> dict[int, str]:
        """The parts of the articles that had none yet."""
        return {key: part for key, part in self.parts.items() if key not in self.known}

    @property
    def empty_parts(self) -> list[str]:
        """The parts that no article is in, because the groups are too large or too few."""
        return [row.part for row in self.rows if row.part and not row.articles]

    @property
    def reasons(self) -> dict[int, AnnotatorError]:
        """Why each article is left out, by its id, as an error whose sentence can be shown."""
        return {out.key: self._reason(out) for out in self.left_out}

    def _reason(self, out: LeftOut) -> AnnotatorError:
        one, other = out.ties[0], out.ties[-1]
        named = {"article": self.names[out.key], "one": self.names[one.key], "other": self.names[other.key]}
        return AnnotatorError(out.code, part=out.had or one.part, another=other.part, **named)


def plan(
    project: Project,
    shares: Sequence[int],
    seed: int,
    annotator: Annotator | Sequence[Annotator] | None = None,
    keys: Iterable[int] | None = None,
    step: Step = no_step,
) -> SplitPlan:
    """Plans the split of the visible articles, or of those among `keys`; reads only.

    The parts are balanced by the labels of one annotator or several, of everybody but machines without. Articles that
    the project has put into a part of this split keep it. Raises RefusedError: "split.shares", "split.seed".
    """
    recipe = Recipe(tuple(shares), seed)
    visible = project.documents.ids()
    chosen = set(visible) if keys is None else set(visible).intersection(keys)
    known = splits.parts(project.store, recipe)
    kept = {key: part for key, part in known.items() if part in recipe.parts}
    counts = splits.label_counts(project.store, [each.id for each in _layers(project, annotator)])
    total = len(chosen | kept.keys())
    items = list(_items(project, sorted(chosen | kept.keys()), counts, kept, step, 2 * total))
    division = divide(items, recipe, lambda: step(total, 2 * total))
    found = SplitPlan(
        recipe,
        {key: part for key, part in division.parts.items() if key in chosen},
        [out for out in division.left_out if out.key in chosen],
        groups=division.groups,
        largest=division.largest,
        near_duplicates=division.near_duplicates,
        same_day=division.same_day,
        known=known,
    )
    _fill_table(found, project, counts)
    named = {key for out in found.left_out for key in (out.key, *(tie.key for tie in out.ties))}
    found.names = {key: project.documents.get(key).name for key in named}
    step(2 * total, 2 * total)
    return found


def keep(project: Project, planned: SplitPlan) -> None:
    """Keeps a planned split in the project, for good and in one transaction; nothing is written when nothing is new.

    Raises ProjectError ("project.read-only", …); StaleEditError("split.stale") when it was changed since the planning.
    """
    if planned.new:
        splits.keep(project.store, planned.recipe, planned.known, planned.new)


def parts(project: Project, wanted: SplitPlan | Recipe) -> dict[int, str]:
    """The part of each document by its id: of a plan, or as the project keeps it for these shares and this seed."""
    return wanted.parts if isinstance(wanted, SplitPlan) else splits.parts(project.store, wanted)


class Settled(NamedTuple):
    """A plan, and why it could not be kept; None when it is kept."""

    plan: SplitPlan
    refused: ProjectError | None


def settle(
    path: str, shares: Sequence[int], seed: int, annotator: str = "", keep_it: bool = True, step: Step = no_step
) -> Settled:
    """Plans the split of a project file and keeps it where the file can be written.

    `annotator` names whose labels count, the only person's without. Raises RefusedError: "split.shares", "split.seed",
    "annotator.unknown", "annotator.several"; ProjectError as `Project.open` does for a file that cannot be read.
    """
    Recipe(tuple(shares), seed)
    refused = None
    if keep_it:
        try:
            return Settled(_planned(path, shares, seed, annotator, step, read_only=False), None)
        except ProjectError as error:
            if error.code not in _UNWRITABLE:
                raise
            refused = error
    return Settled(_planned(path, shares, seed, annotator, step, read_only=True), refused)


def _planned(path: str, shares: Sequence[int], seed: int, annotator: str, step: Step, read_only: bool) -> SplitPlan:
    with gate.reading_errors(path), closing(Project.open(path, read_only)) as project:
        found = plan(project, shares, seed, people.chosen(project, annotator), step=step)
        if not read_only:
            keep(project, found)
        return found


def _layers(project: Project, annotator: Annotator | Sequence[Annotator] | None) -> Sequence[Annotator]:
    if annotator is None:
        return [each for each in project.people.all() if each.kind != AnnotatorKind.MACHINE]
    return [annotator] if isinstance(annotator, Annotator) else annotator


def _items(
    project: Project, keys: Sequence[int], counts: dict[int, dict[str, int]], kept: dict[int, str], step: Step,
    total: int,
) -> Iterator[Item]:  # fmt: skip
    done = 0
    for portion in splits.sources(project.store, keys):
        step(done, total)
        for row in portion:
            day = _day(row.published)
            source = _source(row.source)
            tie = f"{source} {day}" if source and day else ""
            yield Item(row.id, row.digest, _sketch(row), tie, counts.get(row.id, {}), kept.get(row.id, ""))
        done += len(portion)


def _sketch(row: splits.Source) -> bytes:
    """The sketch of an article's body; of the whole text where no line of it is body."""
    body, done = [], 0
    for start, end in row.furniture:
        body.append(row.text[done:start])
        done = max(done, end)
    body.append(row.text[done:])
    return sketch(" ".join(body)) or sketch(row.text)


@lru_cache(maxsize=4096)
def _day(published: str) -> str:
    """The calendar day of a publication, "YYYY-MM-DD" in the source's own time; "" where it does not say."""
    match = _ISO_DAY.match(published)
    return match.group() if match else (parse(published) or "")[: len("YYYY-MM-DD")]


@lru_cache(maxsize=4096)
def _source(source: str) -> str:
    return folded(source).strip()


def _fill_table(found: SplitPlan, project: Project, counts: dict[int, dict[str, int]]) -> None:
    labels = project.labels.all()
    spans = {label.name for label in labels if label.scope == Scope.SPAN}
    held: dict[str, Counter[str]] = {part: Counter() for part in (*found.recipe.parts, "")}
    articles = Counter({"": len(found.left_out), **Counter(found.parts.values())})
    for key, part in [*found.parts.items(), *((out.key, "") for out in found.left_out)]:
        held[part].update(counts.get(key, {}))
    used = {name for counted in held.values() for name in counted}
    found.labels = [label.name for label in labels if label.name in used]
    for part, counted in held.items():
        number = sum(counted[name] for name in spans)
        found.rows.append(PartRow(part, articles[part], number, {name: counted[name] for name in found.labels}))
