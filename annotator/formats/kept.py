"""What readers keep from one file of an import to the next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Protocol, TypeVar


class _Closable(Protocol):
    def close(self) -> None: ...


_T = TypeVar("_T", bound=_Closable)


class Kept:
    """Things that are dear to make: each is made when it is first wanted, and closed with this."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._made: dict[Callable[[], Any], Any] = {}

    def get(self, make: Callable[[], _T]) -> _T:
        """What `make`, a class or function at the top of a module, made at the first call with it."""
        if make not in self._made:
            self._made[make] = made = make()
            self._stack.callback(made.close)
        found: _T = self._made[make]
        return found

    def close(self) -> None:
        """Closes all of it."""
        self._made.clear()
        self._stack.close()
