"""The columns of a WebAnno TSV file, as its header declares them, and the items of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_TOOLS = "de.tudarmstadt.ukp.dkpro.core.api."
_NAMES = _TOOLS + "ner."
"""Of the layers that come with the program, the one of named entities is annotated by people; the rest is grammar."""

_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_LETTERS = {"t": "\t", "n": "\n", "r": "\r"}
_ITEMS = re.compile(r"(?:\\.|[^|\\])+", re.DOTALL)
_ITEM = re.compile(r"((?:\\.|[^\[\]\\])*)(?:\[([\d_]+)\])?", re.DOTALL)


class Kind(StrEnum):
    """What the things of a layer are."""

    SPAN = "T_SP"
    RELATION = "T_RL"
    CHAIN = "T_CH"


@dataclass(frozen=True)
class Layer:
    """A layer: its name, its features, and the first of its columns. `base` is the layer that its relations tie."""

    kind: Kind
    name: str
    features: tuple[str, ...]
    base: str
    first: int

    @property
    def width(self) -> int:
        """How many columns it has; without features still one, and a relation's source is one more."""
        return max(1, len(self.features)) + (self.kind == Kind.RELATION)

    @property
    def is_annotated(self) -> bool:
        """Whether it is what people annotate."""
        return self.kind != Kind.CHAIN and (not self.name.startswith(_TOOLS) or self.name.startswith(_NAMES))

    @property
    def label(self) -> int | None:
        """Which feature is the label."""
        if "value" in self.features:
            return self.features.index("value")
        plain = (n for n, name in enumerate(self.features) if not name.startswith("ROLE_"))
        return next((n for n in plain if self.features[n] != "identifier" and not self.is_slot_target(n)), None)

    def is_slot_target(self, feature: int) -> bool:
        """Whether the column of this feature names what the slot before it links to."""
        return feature > 0 and self.features[feature - 1].startswith("ROLE_")

    @property
    def short_name(self) -> str:
        """The name without the packages."""
        return self.name.rpartition(".")[2]


class Item(NamedTuple):
    """One of the values stacked in a cell: None where the annotation has none. `id` is what stood in brackets."""

    value: str | None
    id: str


def layers(header: Sequence[str]) -> Iterator[Layer]:
    """The layers that the lines of a header declare."""
    first = 3
    for line in header:
        kind, equals, declared = line.removeprefix("#").partition("=")
        if not equals or kind not in list(Kind):
            continue
        name, *features = declared.split("|")
        base = next((feature[3:] for feature in features if feature.startswith("BT_")), "")
        named = tuple(feature for feature in features if not feature.startswith("BT_"))
        layer = Layer(Kind(kind), name, named, base, first)
        yield layer
        first += layer.width


def items(cell: str) -> list[Item]:
    """The values in a cell; none for a cell with `_`."""
    if cell in ("_", ""):
        return []
    return [_item(found) for found in _ITEMS.findall(cell)]


def _item(cell: str) -> Item:
    match = _ITEM.fullmatch(cell)
    value, number = match.groups(default="") if match else (cell, "")
    return Item(None if value in ("*", "") else unescaped(value), number)


def unescaped(value: str) -> str:
    """Text without the backslashes that guard its signs."""
    return _ESCAPED.sub(lambda match: _LETTERS.get(match[1], match[1]), value)
