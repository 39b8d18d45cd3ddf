"""How commands print: tables for people, JSON for programs, sentences on stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from annotator.core.errors import AnnotatorError
from annotator.core.messages import sentence
from annotator.workflows.steps import Step, no_step

_F = TypeVar("_F", bound=Callable[..., Any])

_WIDEST = 60


def project_argument(command: _F) -> _F:
    """The project's path, first argument of nearly every command."""
    return click.argument("project", metavar="P")(command)


def json_option(command: _F) -> _F:
    """`--json` for commands that print a table."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)


def print_json(value: Any) -> None:
    """One JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], as_json: bool, on_stderr: bool = False) -> None:
    """Rows under their columns: an array of objects, or a table with long values cut."""
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    lines = [[*columns], *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(columns))]
    for line in lines:
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip(), err=on_stderr
        )


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    shown = unicodedata.normalize("NFC", " ".join(str("" if value is None else value).split()))
    return shown if len(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


def warn(message: str) -> None:
    """One sentence on stderr."""
    click.echo(message, err=True)


def sentence_of(code: str, values: Mapping[str, Any]) -> str:
    """The sentence of a code."""
    return sentence(AnnotatorError(code, **values))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with the noun it counts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def progress(verb: str) -> Step:
    """Shows how far long work is, on one line of a terminal; nothing elsewhere."""

    def show(done: int, total: int) -> None:
        click.echo(_progress(verb, done, total), err=True, nl=False)

    return show if sys.stderr.isatty() else no_step


def _progress(verb: str, done: int, total: int) -> str:
    """The line of a progress, which takes itself away at the end."""
    if total and done >= total:
        return "\r\033[K"
    return f"\r\033[K{verb} {done:,}" + (f" of {total:,}" if total else "")
