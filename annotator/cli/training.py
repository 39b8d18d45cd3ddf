"""The command that makes the model that ships."""

from __future__ import annotations

import json
from pathlib import Path

import click

from annotator.cli.output import warn

_FILE = click.Path(path_type=Path)


@click.command("train-model")
@click.option("--gold", type=_FILE, required=True, help="Annotated articles (JSONL).")
@click.option("--raw", type=_FILE, required=True, help="Raw news: JSONL, also gzipped, or a folder of .txt.")
@click.option("--output", type=click.Path(path_type=Path), required=True, help="Model file to write.")
@click.option("--offsets", type=_FILE, multiple=True, help="Corrections and annotations without their texts.")
@click.option("--held-out", type=_FILE, multiple=True, help="Articles (JSONL) whose texts nothing is learnt from.")
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same model.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Trainings at a time.")
@click.option("--compare", is_flag=True, help="Measure the learning curve and other suggesters too.")
@click.option("--figures", type=click.Path(path_type=Path), help="Write the figures there (JSON).")
def train_model(  # noqa: PLR0913 - one parameter an option
    gold: Path,
    raw: Path,
    output: Path,
    offsets: tuple[Path, ...],
    held_out: tuple[Path, ...],
    seed: int,
    processes: int,
    compare: bool,
    figures: Path | None,
) -> None:
    """Make the suggester's model anew from gold and raw news.

    Needs the extra annotator[train].
    """
    from annotator.nlp.training import build, validation

    recipe = build.Recipe(gold, raw, output, offsets, held_out, seed, processes, compare)
    report = build.build(recipe, warn)
    click.echo(validation.table(report.systems))
    if report.curve:
        click.echo(validation.table({f"{size} articles": row for size, row in report.curve.items()}))
    click.echo(f"Wrote {output} ({report.size / 1e6:.1f} MB).")
    if figures:
        whole = {"systems": report.systems, "curve": report.curve}
        figures.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


COMMANDS = (train_model,)
