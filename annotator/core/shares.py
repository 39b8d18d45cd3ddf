"""What makes one split of a data set the same as another: its shares and its seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from annotator.core.errors import RefusedError

MOST_PARTS = 5
LARGEST_SEED = 2**63 - 1
"""The largest whole number that a project file holds."""

_WHOLE = 100
_NAMES = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a data set is split: the share of each part in percent, and the seed of what is drawn."""

    shares: tuple[int, ...]
    seed: int

    def __post_init__(self) -> None:
        """Raises RefusedError: "split.shares", "split.seed"."""
        if not 2 <= len(self.shares) <= MOST_PARTS or min(self.shares) < 1 or sum(self.shares) != _WHOLE:
            raise RefusedError("split.shares", shares=self.written)
        if not 0 <= self.seed <= LARGEST_SEED:
            raise RefusedError("split.seed", seed=self.seed, most=LARGEST_SEED)

    @classmethod
    def read(cls, shares: str, seed: int) -> Self:
        """The recipe whose shares are written as "80/10/10". Raises RefusedError: "split.shares", "split.seed"."""
        numbers = [number.strip() for number in shares.split("/")]
        if not all(number.isascii() and number.isdecimal() and len(number) <= len(str(_WHOLE)) for number in numbers):
            raise RefusedError("split.shares", shares=shares)
        return cls(tuple(map(int, numbers)), seed)

    @property
    def written(self) -> str:
        """The shares as they are written: "80/10/10"."""
        return "/".join(map(str, self.shares))

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts: train and test, train, dev and test, and from the fourth on part-4 …"""
        return part_names(len(self.shares))


def part_names(number: int) -> tuple[str, ...]:
    """The names of so many parts, at least two."""
    if number < len(_NAMES):
        return _NAMES[0], _NAMES[2]
    return *_NAMES, *(f"part-{place}" for place in range(len(_NAMES) + 1, number + 1))
