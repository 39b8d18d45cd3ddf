"""What an exception tells about itself, without anything that a person reads or writes.

The log and the details that can be copied are handed on to others, so no article text, name or path may be in them.
Of a message only those words stay that Python says itself or that stand in the program's own code, read from the
frames of the traceback; everything else is shown as "…". Values of variables are never shown.
"""

from __future__ import annotations

import builtins
import errno
import re
import traceback
from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple

from annotator.core.errors import AnnotatorError

_PACKAGE = "annotator"
_LONGEST, _MOST_WORDS = 2000, 60
"""Characters of a message that are looked at, and words of it that can stay."""

_ENDS = 15
"""Frames that are shown at each end of a long traceback."""
_CALLERS = 4
"""Calls by which one exception is told from another of the same line."""

_CHAIN = 20
"""Exceptions that are shown of those that led to each other or lie in a group."""

_WORDS = """
    a after already and argument arguments as at attribute attributes available base be been but by C call callable
    calling can't cannot changed character characters code codec concatenate constraint containing conversion
    convert current data decode decoding deleted depth deque descriptor dictionaries dictionary division does
    doesn't during element empty encode error Error exactly exceeded expected failed few file for found from
    generator get given got had has hashable have if implicit import in index instance instances int integer
    Internal invalid is it item items iterable iteration keyword left list literal local main many map mapping
    maximum may member memory missing modified module multiple must name named negative no non None not Object
    object of on only open operand operands operation or one ordinal out override partially pop position positional
    possible Python range recursion reference referenced remove required return right scriptable sequence set size
    start str string subscriptable substring support supported surrogates takes than thread to too tuple type types
    unexpected unhashable unknown unpack unsupported utf-8 value values was were when with without wrong x you zero
"""
_PYTHON_SAYS = {"NoneType", *_WORDS.split(), *(name for name in dir(builtins) if name[0] != "_")}
"""The words of Python's, SQLite's and PySide's own messages, and the names that are built in."""

_WORD = re.compile(r"[^\W\d]\w*")
_QT_CLASS = re.compile(r"Q[A-Z][a-z]\w*", re.ASCII)
_NUMBER = re.compile(r"[(\[]?-?\d{1,7}[)\],.;:]*", re.ASCII)
"""A number that stands by itself, as a place or a length does; one in quotes may come from a text."""


class Safe(str):
    """Text that holds nothing of a person's and may stand in the log as it is."""

    __slots__ = ()


class ElsewhereError(Exception):
    """An exception in another process; `trace` is what `trace` made of it there."""

    def __init__(self, trace: str) -> None:
        super().__init__(trace)
        self.trace = trace


class Frame(NamedTuple):
    """One call in a traceback, named by module and not by file: a path would name a person."""

    module: str
    line: int
    function: str


def summary(error: BaseException) -> Safe:
    """The kind of an exception and what of its message holds nothing of a person's, on one line."""
    said = _said(error)
    return Safe(f"{_kind(error)}: {said}" if said else _kind(error))


def trace(error: BaseException) -> Safe:
    """The calls that led to an exception, and the exceptions that led to it or lie in it; the last line says which."""
    return Safe("\n".join(_told(error, "", set())))


def frames(error: BaseException) -> list[Frame]:
    """The calls from where the exception was caught to where it was raised."""
    return [
        Frame(str(frame.f_globals.get("__name__", "?")), line, frame.f_code.co_qualname)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def identity(error: BaseException) -> str:
    """What is the same each time the same line, called in the same way, raises the same kind of exception."""
    if isinstance(error, ElsewhereError):
        return error.trace.rpartition("\n")[0] or error.trace
    return f"{_kind(error)} {frames(error)[-_CALLERS:]}"


def safe(value: object) -> object:
    """A value as the log may show it: numbers as they are, exceptions as `summary`, texts by their length."""
    if value is None or isinstance(value, Safe | bool | int | float):
        return value
    if isinstance(value, BaseException):
        return summary(value)
    return Safe(f"<{len(value)} characters>" if isinstance(value, str) else f"<{type(value).__name__}>")


def safe_message(text: str, known: frozenset[str] = frozenset()) -> Safe:
    """The words of a message that are the program's own, Python's or Qt's; "…" for the others.

    Numbers and signs stay behind a word that stays: others may be of a text.
    """
    kept = ["…"]
    for token in text[:_LONGEST].split()[:_MOST_WORDS]:
        if _is_safe(token, known) and (kept[-1] != "…" or _WORD.search(token)):
            kept.append(token)
        elif kept[-1] != "…":
            kept.append("…")
    return Safe(" ".join(kept[1:]))


def _told(error: BaseException, indent: str, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    earlier = error.__cause__ if error.__suppress_context__ else error.__context__
    if earlier is not None and id(earlier) not in seen and len(seen) < _CHAIN:
        yield from _told(earlier, indent, seen)
        yield f"{indent}and then:"
    if isinstance(error, ElsewhereError):
        yield from (f"{indent}{line}" for line in error.trace.splitlines())
        yield f"{indent}in another process, so that here:"
    yield from (f"{indent}  {line}" for line in _calls(error))
    yield f"{indent}{summary(error)}"
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(inner) not in seen and len(seen) < _CHAIN:
            yield f"{indent}  in this group:"
            yield from _told(inner, f"{indent}  ", seen)


def _calls(error: BaseException) -> list[str]:
    lines = [f"{module}:{line} in {function}" for module, line, function in frames(error)]
    left_out = len(lines) - 2 * _ENDS
    if left_out > 0:
        lines[_ENDS:-_ENDS] = [f"… {left_out} more …"]
    return lines


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _said(error: BaseException) -> str:
    if isinstance(error, AnnotatorError):
        return f"{error.code} " + " ".join(f"{name}={safe(value)}" for name, value in error.values.items())
    if isinstance(error, ElsewhereError):
        return error.trace.rpartition("\n")[2]
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno, "") if isinstance(error.errno, int) else ""
    try:
        message = str(error)
    except Exception:  # an exception may be of another package, with any fault of its own
        message = ""
    name = getattr(error, "sqlite_errorname", "")
    return f"{name} {safe_message(message, _own_words(error))}".strip()


def _is_safe(token: str, known: frozenset[str]) -> bool:
    if token in _PYTHON_SAYS or _NUMBER.fullmatch(token):
        return True
    words = _WORD.findall(token)
    rest = _WORD.sub("", token)
    is_plain = token.isascii() and not any(character.isdigit() for character in rest)
    return is_plain and all(word in known or word in _PYTHON_SAYS or _QT_CLASS.fullmatch(word) for word in words)


def _own_words(error: BaseException) -> frozenset[str]:
    """The names and words in the code of our own functions that a traceback goes through."""
    found: set[str] = set()
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if str(frame.f_globals.get("__name__", "")).partition(".")[0] == _PACKAGE:
            found.update(_words_of(frame.f_code))
    return frozenset(found)


def _words_of(code: CodeType) -> Iterator[str]:
    yield from (code.co_name, *code.co_names, *code.co_varnames, *code.co_freevars)
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield from _WORD.findall(constant)
