"""Where the files that ship with the application lie: in a checkout, in a wheel and in a frozen build alike."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


def asset(*parts: str) -> Path:
    """Return the file or folder of these parts, e.g. `asset("resources", "fonts", "OFL.txt")` or `asset("seeds")`.

    Raises FileNotFoundError, with the name that was asked for, when it does not ship.
    """
    path = os.path.join(_root(), *parts)
    if not os.path.exists(path):
        raise FileNotFoundError(f"no such asset: {'/'.join(parts)}")
    return Path(path)


@cache
def _root() -> str:
    """Return the folder that holds `resources` and `seeds`."""
    return find_root(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), getattr(sys, "_MEIPASS", None))


def find_root(package: str, bundle: str | None = None) -> str:
    """Return the folder that holds `resources`, given the package's folder and PyInstaller's, if any.

    A wheel carries the files inside the package, a checkout beside it, a bundle in either way below its own folder.
    Raises FileNotFoundError when none of them does.
    """
    folders = [package, os.path.dirname(package)]
    if bundle is not None:
        folders = [os.path.join(bundle, "annotator"), bundle]
    for folder in folders:
        if os.path.isdir(os.path.join(folder, "resources")):
            return folder
    raise FileNotFoundError(f"no resources in {' or '.join(folders)}")
