"""Writes the table of formats in README.md anew, from the formats themselves: python resources/formats/table.py"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from annotator import formats  # noqa: E402 - found by the line above
from annotator.formats.protocol import Format, Holds  # noqa: E402

BEGIN, END = "<!-- table of formats -->\n", "<!-- end of the table -->\n"

_HELD = {
    Holds.TEXT: "text", Holds.ANY_EDGE: "any edge", Holds.NESTED: "nested", Holds.CROSSING: "crossing",
    Holds.RELATIONS: "relations", Holds.ATTRIBUTES: "attributes", Holds.NOTES: "notes",
    Holds.DOCUMENT_LABELS: "article labels", Holds.LAYERS: "layers", Holds.PARTS: "parts",
}  # fmt: skip
"""The columns of what is held, in order, by their headings."""

_KNOWN = {
    Holds.HEADING: "title and source", Holds.META: "other details", Holds.LINES: "lines", Holds.STATES: "states",
    Holds.ANSWERS: "answers", Holds.SCORES: "scores", Holds.ORIGINS: "origins",
}  # fmt: skip
"""What is known beside annotations, as the last column but one calls it."""


def table() -> str:
    """The table in Markdown: a line a format that ships, the built-in order."""
    heads = ["name", "what it is", "in", "out", "endings", *_HELD.values(), "and beside them", "needs"]
    rules = ["---", "---", *[":-:"] * 2, "---", *[":-:"] * len(_HELD), "---", "---"]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (heads, rules, *map(_cells, _ours())))


def with_table(text: str) -> str:
    """A text with the table put between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


def _ours() -> list[Format]:
    return [format_ for format_ in formats.every() if type(format_).__module__.startswith("annotator.")]


def _cells(format_: Format) -> list[str]:
    held = [_sign(format_.can_write and holds in format_.holds) for holds in _HELD]
    endings = " ".join(f"`{suffix}`" for suffix in format_.suffixes)
    able = [_sign(format_.can_read), _sign(format_.can_write)]
    folder = "folder of " if format_.is_folder and format_.can_write else ""
    known = ", ".join(words for holds, words in _KNOWN.items() if format_.can_write and holds in format_.holds)
    return [f"`{format_.name}`", format_.title, *able, folder + endings, *held, known, _needs(format_.needs)]


def _sign(holds: bool) -> str:
    return "✓" if holds else ""


def _needs(extra: str) -> str:
    """What has to be installed besides Annotator; nothing when the extra brings what is there already."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    brought = set(project["optional-dependencies"][extra]) if extra else set()
    there = {re.split(r"[<>=!~ ]", requirement)[0] for requirement in project["dependencies"]}
    missing = {name for name in brought if re.split(r"[<>=!~ ]", name)[0] not in there}
    return f"`annotator[{extra}]`" if missing else ""


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(with_table(readme.read_text("utf-8")), encoding="utf-8")
