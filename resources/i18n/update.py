"""Brings the translations up to date with the program: `python resources/i18n/update.py [--prune]`.

Finds every text in `annotator/`, adds the new ones to the `.ts` files (Vietnamese whole, English for plurals alone) and
compiles them to `.qm`. A text the program no longer has keeps its translation, marked as vanished, in case it comes
back; `--prune` drops those. `qt_vi.ts`, Qt's own words, is written by hand. Needs the tools of PySide6-Essentials.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import PySide6

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "annotator"
TOOLS = Path(PySide6.__file__).parent
CATALOGUES: dict[str, tuple[str, ...]] = {"annotator_vi": (), "annotator_en": ("-pluralonly",)}
"""The catalogues that are filled from the program, with what lupdate is told besides."""


def collect(name: str, target: Path, *options: str) -> None:
    """Adds the program's texts to the catalogue at `target`; raises CalledProcessError when lupdate fails."""
    sources = sorted(str(path) for path in PACKAGE.rglob("*.py"))
    language = ["-source-language", "en", "-target-language", name.rpartition("_")[2]]
    _run("lupdate", *sources, "-locations", "none", *CATALOGUES[name], *language, *options, "-ts", str(target))


def release(source: Path, target: Path) -> None:
    """Compiles a catalogue; raises CalledProcessError when lrelease fails."""
    _run("lrelease", str(source), "-qm", str(target))


def main() -> int:
    """Updates and compiles every catalogue; the exit code of the tool that failed first, or 0."""
    parser = argparse.ArgumentParser(description="Brings the translations up to date with the program.")
    parser.add_argument("--prune", action="store_true", help="drop the translations of texts that are gone")
    options = ("-no-obsolete",) if parser.parse_args().prune else ()
    try:
        for name in CATALOGUES:
            collect(name, HERE / f"{name}.ts", *options)
        for source in sorted(HERE.glob("*.ts")):
            release(source, source.with_suffix(".qm"))
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(TOOLS / tool), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
