"""The command line: everything that needs no window, and no Qt."""

from __future__ import annotations

import logging
import os
import traceback

import click

from annotator import __version__
from annotator.cli import backups, data, evaluation, exports, learning, merging, splits, tables, training
from annotator.core.errors import AnnotatorError, InputError
from annotator.core.log_file import NAME, log_folder, logging_to_file
from annotator.core.messages import sentence
from annotator.core.redaction import summary
from annotator.core.unexpected import caught
from annotator.storage.unread import as_known

_log = logging.getLogger(__name__)

_USAGE = frozenset(
    {
        "annotator.none",
        "annotator.several",
        "annotator.unknown",
        "backup.none",
        "format.cannot-read",
        "format.cannot-write",
        "format.needs",
        "format.one-layer",
        "format.unknown",
        "label.unknown",
        "merge.itself",
        "merge.nobody",
        "output.folder",
        "split.seed",
        "split.shares",
        "suggester.unknown",
    }
)
"""Errors that another command line mends, so they end with the exit code of wrong usage."""


@click.group(
    help="Read Vietnamese news offline and turn it into labelled data.\n\nWithout a command, or with the path of a "
    "project, the window opens.",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed or problems found, 2 wrong usage.",
)
@click.version_option(__version__, prog_name="annotator")
def group() -> None:
    """Holds the commands."""


for _part in (data, merging, exports, tables, backups, evaluation, training, learning, splits):
    for _command in _part.COMMANDS:
        group.add_command(_command)


def main(argv: list[str]) -> int:
    """Runs one command; errors are one sentence on stderr. Gives the exit code: 0 done, 1 failed, 2 wrong usage."""
    with logging_to_file(), caught(_unforeseen):
        return _done(argv)


def _done(argv: list[str]) -> int:
    try:
        result = group.main(argv, prog_name="annotator", standalone_mode=False)
    except click.UsageError as error:
        return _failed(_usage(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return _failed("Stopped; nothing was left half done.", 1)
    except AnnotatorError as error:
        return _failed(sentence(error), 2 if error.code in _USAGE else 1)
    except UnicodeEncodeError:
        # An argument that is no text in the system's encoding: Python hands its bytes on as lone surrogates.
        return _failed(sentence(InputError("input.surrogate")), 1)
    except Exception as error:
        return _unforeseen(error)
    return result if isinstance(result, int) else 0


def no_window(error: ImportError) -> int:
    """Says on stderr why no window can open. Gives the exit code."""
    return _failed(
        f"The window cannot open, because PySide6 does not load here ({error}); "
        "the commands of `annotator --help` work without it.",
        1,
    )


def _unforeseen(error: BaseException) -> int:
    """Tells of an exception that no command foresaw, whatever thread it was raised in. Gives the exit code."""
    _log.critical("not foreseen", exc_info=error)
    if os.environ.get("ANNOTATOR_DEBUG"):
        traceback.print_exception(error)
    known = as_known(error)
    if known is not None:
        return _failed(sentence(known), 1)
    return _failed(
        f"Something unexpected happened ({summary(error)}); what was saved is safe. "
        f"Details are in {log_folder() / NAME}, or here with ANNOTATOR_DEBUG=1.",
        1,
    )


def _usage(error: click.UsageError) -> str:
    where = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
    return f"{error.format_message().rstrip('.')}{where}."


def _failed(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code
