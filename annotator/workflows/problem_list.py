"""How many problems of an import are told one by one: a file of millions of bad records must not fill the memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from annotator.core.errors import InputError
from annotator.workflows.finding_files import Problem

LISTED = 10_000
"""So many problems of all files together are told one by one, and then the first ones of each file."""

OF_EACH = 10

_T = TypeVar("_T")


class ProblemList:
    """Counts what one import tells."""

    def __init__(self) -> None:
        self._told = 0

    def bounded(self, items: Iterable[_T], path: str, is_stopped: Callable[[], bool]) -> Iterator[_T | Problem]:
        """What is read from one file, until `is_stopped`; of problems beyond the limit their number, at the end."""
        here = 0
        more: Counter[bool] = Counter()
        for item in items:
            if not isinstance(item, Problem):
                yield item
            elif self._told < LISTED or here < OF_EACH:
                self._told += 1
                here += 1
                yield item
            else:
                more[item.is_notice] += 1
                if is_stopped():
                    return
        for is_notice, number in more.items():
            yield Problem(path, InputError("import.more", path=path, n=number), is_notice)


def counted(problems: Iterable[Problem]) -> int:
    """How many problems these are, with those of which only the number is told."""
    return sum(int(str(each.error.values["n"])) if each.error.code == "import.more" else 1 for each in problems)
