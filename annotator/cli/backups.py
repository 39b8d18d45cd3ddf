"""Commands that make, list and restore backups."""

from __future__ import annotations

import os
from datetime import datetime

import click

from annotator.cli.output import json_option, print_rows, progress, project_argument
from annotator.core.errors import InputError
from annotator.storage import backup as making
from annotator.storage import backup_list, gate, restoring
from annotator.storage.backup import Reason
from annotator.storage.backup_list import Entry

_COLUMNS = ("name", "at", "why", "size", "edits", "articles", "spans", "new edits", "last", "path")


@click.command()
@project_argument
def backup(project: str) -> None:
    """Back a project up now and print the path of the backup.

    Backups lie in the application's folder. All of two days stay, then one a day for 12 days, one a week for 10 weeks
    and one a month for 9 months.
    """
    gate.inspect(_there(project))
    click.echo(making.make(project, Reason.ASKED, progress("Backing up")).path)


@click.command()
@project_argument
@json_option
def backups(project: str, as_json: bool) -> None:
    """List the backups of a project, the newest first.

    Also those of a project that is damaged or gone, by its path. One without figures cannot be read.
    """
    print_rows(_COLUMNS, [_row(entry, as_json) for entry in backup_list.entries(project)], as_json)


@click.command()
@project_argument
@click.argument("backup", metavar="BACKUP")
def restore(project: str, backup: str) -> None:
    """Put a backup in the place of a project.

    BACKUP is a name that `annotator backups P` prints, the path of a backup, or "latest". The present state is kept
    as a backup first, and its path printed.
    """
    kept = restoring.restore(project, _named(project, backup), progress("Restoring"))
    if kept:
        click.echo(kept)


def _there(path: str) -> str:
    if not os.path.isfile(path):
        raise InputError("project.missing", path=path)
    return path


def _named(project: str, name: str) -> str:
    """The path of a backup. Raises InputError("backup.none")."""
    found = making.of(project)
    for each in found:
        if name in ("latest", each.name, os.path.basename(each.path)):
            return each.path
    if os.path.isfile(name):
        return name
    raise InputError("backup.none", path=project, name=name)


def _row(entry: Entry, is_exact: bool) -> tuple[object, ...]:
    """One row; times of people are those of this computer, those of programs UTC."""
    made, held = entry.backup, entry.contents
    at = made.at.isoformat(timespec="milliseconds") if is_exact else _local(made.at)
    counts = (held.edits, held.articles, held.spans, entry.changes[0]) if held else (None, None, None, None)
    last = entry.last.name if entry.last else ""
    return made.name, at, str(made.reason), made.size, *counts, last, made.path


def _local(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


COMMANDS = (backup, backups, restore)
