"""The entry point: a known command goes to the command line, everything else opens the window."""

from __future__ import annotations

import multiprocessing
import os
import sys

COMMANDS = (
    "new", "import", "suggest", "export", "list", "show", "search", "stats", "check", "formats", "evaluate", "train",
    "train-model", "split", "backup", "backups", "restore", "merge",
)  # fmt: skip
"""What the command line knows, so that the window need not import it to find out."""

_SELFTEST = "--selftest"
_SUFFIX = ".annotator"


def main(argv: list[str] | None = None) -> int:
    """Runs the application with the arguments after its name and gives the exit code."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:] if argv is None else argv
    first = arguments[0] if arguments else ""
    if first != _SELFTEST and (first in COMMANDS or _is_option(first) or _is_mistyped(first)):
        from annotator import cli

        return cli.main(arguments)
    try:
        return _window(arguments)
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6"):
            raise
        from annotator import cli

        return cli.no_window(error)


def _window(arguments: list[str]) -> int:
    if arguments[:1] == [_SELFTEST]:
        from annotator.ui.selftest import selftest

        return selftest()
    from annotator.ui.application import run

    return run([sys.argv[0], *arguments])


def _is_option(word: str) -> bool:
    """An option of ours; those of Qt, such as `-platform`, have one dash."""
    return word == "-h" or word.startswith("--")


def _is_mistyped(word: str) -> bool:
    """A word that is neither a command nor a project; the command line says so better than a window would."""
    return bool(word) and not word.startswith("-") and not word.endswith(_SUFFIX) and not os.path.exists(word)


if __name__ == "__main__":
    sys.exit(main())
