"""Brings the translations up to date with the program: `python resources/i18n/update.py`.

Finds every text in `annotator/`, adds the new ones to the `.ts` files (Vietnamese whole, English for plurals alone) and
compiles them to `.qm`. `qt_vi.ts`, Qt's own words, is written by hand. Needs the tools of PySide6-Essentials.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "annotator"


def main() -> int:
    """Runs lupdate and lrelease; the exit code of what failed first."""
    tools = Path(sys.executable).parent
    sources = sorted(str(path) for path in PACKAGE.rglob("*.py"))
    for name, options in (("annotator_vi", []), ("annotator_en", ["-pluralonly"])):
        target = str(HERE / f"{name}.ts")
        language = ["-target-language", name.rpartition("_")[2], "-source-language", "en"]
        command = [str(tools / "pyside6-lupdate"), *sources, "-no-obsolete", "-locations", "none", *options, *language]
        subprocess.run([*command, "-ts", target], check=True)
    for source in sorted(HERE.glob("*.ts")):
        subprocess.run([str(tools / "pyside6-lrelease"), str(source), "-qm", str(source.with_suffix(".qm"))], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
