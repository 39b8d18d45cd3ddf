"""A look at what is to be imported, beside the window: which files there are, their formats, where their text is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from annotator import formats
from annotator.app.jobs import Job
from annotator.core.errors import AnnotatorError, InputError
from annotator.formats.huggingface.parquet_rows import ParquetRows
from annotator.formats.parts.delimited import header
from annotator.formats.parts.foreign_columns import recognised
from annotator.formats.parts.span_table import NEEDED
from annotator.formats.protocol import Head
from annotator.formats.source import Source, read_head
from annotator.formats.xlsx.workbook import Book
from annotator.workflows.finding_files import Problem, find_files

_TOLD = 25
"""Files between two reports."""

_AT_ONCE = frozenset({"text", "jsonl", ""})
"""Formats about which there is nothing to ask; what is of no format is told afterwards."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file with the name of the format that it is most surely of, empty when it is of none.

    `columns` are those that its text may stand in, none when the format says where it is; `text` is the one that is
    known to be it, empty when none is.
    """

    source: Source
    format_name: str
    columns: tuple[str, ...] = ()
    text: str = ""


@dataclass(slots=True)
class Looked:
    """What was found, and what could not even be looked at."""

    files: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to ask: articles as plain text, and our own files."""
        return all(found.format_name in _AT_ONCE and not found.columns for found in self.files)

    @property
    def columns(self) -> list[str]:
        """All columns that a text may stand in, in the order of the files."""
        return list(dict.fromkeys(name for found in self.files for name in found.columns))


def look(paths: Sequence[str]) -> Callable[[Job], Looked]:
    """The work of a job: finds the files of paths and tells their formats."""
    return partial(_look, list(paths))


def _look(paths: list[str], job: Job) -> Looked:
    looked = Looked()
    for number, item in enumerate(find_files(paths)):
        if not number % _TOLD:
            job.report(number, 0, "" if isinstance(item, Problem) else item.name)
        if isinstance(item, Problem):
            looked.problems.append(item)
            continue
        try:
            looked.files.append(_found(item))
        except InputError as error:
            looked.problems.append(Problem(item.path, error))
    return looked


def _found(source: Source) -> Found:
    format_ = formats.guess(source)
    name = format_.name if format_ else ""
    columns: list[str] = []
    text = ""
    with suppress(AnnotatorError):
        columns = [column for column in _COLUMNS[name](source) if column] if name in _COLUMNS else []
        text = recognised(columns, "", source)["text"] if columns else ""
    return Found(source, name, tuple(columns) if len(columns) > 1 else (), text)


def _of_table(source: Source) -> list[str]:
    """The columns of a table that is not ours."""
    columns = [name.strip() for name in header(Head(source, read_head(source)))]
    return [] if set(columns) >= NEEDED else columns


def _of_workbook(source: Source) -> list[str]:
    """The columns of the first sheet of a workbook that is not ours."""
    book = Book(source)
    columns = book.columns(book.sheets[0]) if book.sheets else []
    return [] if {"document", "text"} <= set(columns) else columns


def _of_parquet(source: Source) -> list[str]:
    """The columns of a parquet file that has neither spans nor tags."""
    with ParquetRows(source, "parquet", "huggingface") as rows:
        columns = list(rows.columns)
    return [] if {"spans", "tokens"}.intersection(columns) else columns


def _of_records(source: Source) -> list[str]:
    """The keys of JSON lines that hold a text, where none is called so."""
    record = Head(source, read_head(source)).record or {}
    return [] if "text" in record or "format" in record else _texts(record)


def _of_task(source: Source) -> list[str]:
    """The keys of the data of a task of Label Studio that hold a text."""
    data = (Head(source, read_head(source)).record or {}).get("data")
    return _texts(data) if isinstance(data, dict) else []


def _texts(values: Mapping[str, Any]) -> list[str]:
    return [key for key, value in values.items() if isinstance(value, str)]


_COLUMNS: dict[str, Callable[[Source], list[str]]] = {
    "csv": _of_table,
    "xlsx": _of_workbook,
    "huggingface": _of_parquet,
    "jsonl": _of_records,
    "label-studio": _of_task,
}
"""The formats that are told by `ReadOptions.text_column` where the text is."""
