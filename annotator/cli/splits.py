"""The command that splits a data set into parts and keeps the split."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from annotator.cli.output import counted, json_option, print_rows, progress, project_argument, sentence_of, warn
from annotator.core.messages import sentence
from annotator.core.shares import LARGEST_SEED, Recipe
from annotator.workflows import splitting
from annotator.workflows.splitting import Settled, SplitPlan

_COLUMNS = ("part", "articles", "spans")
_LEFT_OUT = "(left out)"


@click.command()
@project_argument
@click.option("--shares", metavar="A/B/C", required=True, help="Percent of the articles in train, dev and test.")
@click.option("--seed", metavar="N", type=click.IntRange(0, LARGEST_SEED), required=True, help="Which draw.")
@click.option("--annotator", metavar="NAME", default="", help="Whose labels count; without it the only person's.")
@click.option("--dry-run", is_flag=True, help="Show the parts and keep nothing.")
@json_option
def split(project: str, shares: str, seed: int, annotator: str, dry_run: bool, as_json: bool) -> int:
    """Split the articles into train, dev and test, and keep that.

    Two shares are train and test. Articles that nearly repeat each other, or have one source and day, stay together;
    every part gets its share of each label. With the same shares and seed, articles keep their part for ever, also when
    others are added; one that would tie two parts together is left out and listed.

    Exit 1 when the split could not be kept.
    """
    recipe = Recipe.read(shares, seed)
    settled = splitting.settle(project, recipe.shares, seed, annotator, not dry_run, progress("Splitting"))
    show_split(settled, as_json=as_json)
    if not as_json:
        _tell(settled.plan, dry_run)
    return int(settled.refused is not None)


def show_split(settled: Settled, as_json: bool = False, on_stderr: bool = False) -> None:
    """Prints the table of a split; what is in no part, and why it was not kept, on stderr."""
    found = settled.plan
    columns = [*_COLUMNS, *(f"label:{name}" if name in _COLUMNS else name for name in found.labels)]
    print_rows(columns, list(_rows(found)), as_json, on_stderr)
    for reason in found.reasons.values():
        warn(sentence(reason))
    if settled.refused is not None:
        warn(sentence(settled.refused))
        warn(sentence_of("split.not-kept", {}))


def _rows(found: SplitPlan) -> Iterator[tuple[Any, ...]]:
    for row in found.rows:
        if row.part or row.articles:
            yield row.part or _LEFT_OUT, row.articles, row.spans, *row.labels.values()


def _tell(found: SplitPlan, dry_run: bool) -> None:
    kept = "Nothing was kept" if dry_run else f"{counted(len(found.new), 'article')} put into a part for the first time"
    warn(
        f"{counted(found.groups, 'group')}, the largest of {counted(found.largest, 'article')}; "
        f"{counted(found.near_duplicates, 'near-duplicate')}, {found.same_day:,} of one source and day. {kept}."
    )
    for part in found.empty_parts:
        warn(f"No article is in {part}: the groups are too few or too large for its share.")


COMMANDS = (split,)
