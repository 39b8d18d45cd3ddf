"""The command that brings another project into this one."""

from __future__ import annotations

from typing import Any

import click

from annotator.cli.data import back_up
from annotator.cli.opening import opened_project
from annotator.cli.output import counted, json_option, print_json, progress, project_argument, warn
from annotator.core.messages import sentence
from annotator.workflows import merging
from annotator.workflows.finding_files import Problem
from annotator.workflows.merging import Merged


@click.command()
@project_argument
@click.argument("other", metavar="OTHER")
@click.option("--as", "same", metavar="THEIRS=HERE", multiple=True, help="Whose layer THEIRS of OTHER is here.")
@click.option("--dry-run", is_flag=True, help="Only tell what would come in and what differs.")
@json_option
def merge(project: str, other: str, same: tuple[str, ...], dry_run: bool, as_json: bool) -> int:
    """Merge another project into this one.

    Articles meet by their texts, labels by name, people by name and identity. What only OTHER has comes in; where both
    have changed the same thing, what is here stays and the difference is listed. OTHER is only read.
    """
    names = dict(map(_pair, same))
    with opened_project(project) as opened:
        if not dry_run:
            back_up(opened)
        merged = merging.merge(opened, other, names, dry_run, progress("Merging"))
    for problem in () if as_json else merged.problems:
        warn(sentence(problem.error))
    if as_json:
        print_json(_as_json(merged))
    else:
        click.echo(_told(merged, dry_run))
    return int(bool(merged.refused))


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, here = text.partition("=")
    if not sign or not theirs.strip() or not here.strip():
        raise click.BadParameter(f"{text!r} is not THEIRS=HERE", param_hint="--as")
    return theirs, here


def _told(merged: Merged, is_dry: bool) -> str:
    parts = [
        f"{counted(merged.articles, 'new article')}, {merged.met:,} here already",
        f"{counted(merged.added, 'span')} added, {merged.present:,} here already",
        counted(len(merged.conflicts), "difference"),
        f"{counted(len(merged.refused), 'row')} left out",
    ]
    return f"{'Would merge' if is_dry else 'Merged'}: {'; '.join(parts)}."


def _as_json(merged: Merged) -> dict[str, Any]:
    return {
        "articles": merged.articles,
        "met": merged.met,
        "spans_added": merged.added,
        "spans_present": merged.present,
        "changed": merged.edit is not None,
        "differences": [_problem(problem) for problem in merged.conflicts],
        "left_out": [_problem(problem) for problem in merged.refused],
        "notices": [_problem(each) for each in merged.problems if each.is_notice and not merging.is_conflict(each)],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"code": problem.error.code, **problem.error.values, "sentence": sentence(problem.error)}


COMMANDS = (merge,)
