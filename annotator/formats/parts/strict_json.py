"""JSON as RFC 8259 has it, read without goodwill, and typed access to its objects.

Python's reader takes NaN, keeps the last of two equal keys, and lets through half surrogate pairs that no file or
database can hold; here each of these is an error that says what was wrong.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Collection, Mapping
from typing import Any

from annotator.core.errors import InputError

Object = Mapping[str, Any]


def parse(raw: bytes) -> Object:
    """The JSON object in `raw`.

    Raises InputError: "record.encoding" (not UTF-8), "record.json" (with the `row` in `raw` from 1), "record.number"
    (NaN, infinite), "record.digits", "record.key-twice", "record.surrogate", "record.deep", "record.not-object".
    """
    try:
        text = raw.decode("utf-8").rstrip(" \t\r\n")
    except UnicodeDecodeError as error:
        raise InputError("record.encoding", byte=error.start) from error
    try:
        value = _DECODER.decode(text)
    except RecursionError as error:
        raise InputError("record.deep") from error
    except json.JSONDecodeError as error:
        reason = f"{error.msg}: column {error.colno}"
        raise InputError("record.json", reason=reason, row=error.lineno) from error
    except ValueError as error:  # Python makes no number of so many digits
        raise InputError("record.digits", limit=sys.get_int_max_str_digits()) from error
    if not isinstance(value, dict):
        raise InputError("record.not-object")
    if "\\ud" in text or "\\uD" in text:
        _check_surrogates(value)
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise InputError("record.key-twice", key=next(key for key in keys if keys.count(key) > 1))
    return found


def _constant(name: str) -> float:
    raise InputError("record.number", number=name)


def _number(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise InputError("record.number", number=digits)
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_number)


def _check_surrogates(value: Object) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("record.surrogate") from error


class Fields:
    """The fields of one JSON object, asked for by name and type.

    Every getter raises InputError ("record.missing", "record.not-text", "record.not-count" …) with the field and where
    it stands.
    """

    def __init__(self, value: Any, where: str = "") -> None:
        self._where = where
        if not isinstance(value, dict):
            raise InputError("record.not-mapping", field=where)
        self._values = value

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def is_text(self, name: str) -> bool:
        """Whether the field is a string."""
        return isinstance(self._values.get(name), str)

    def is_mapping(self, name: str) -> bool:
        """Whether the field is an object."""
        return isinstance(self._values.get(name), dict)

    def is_list(self, name: str) -> bool:
        """Whether the field is a list."""
        return isinstance(self._values.get(name), list)

    def is_true(self, name: str) -> bool:
        """Whether the field is true."""
        return self._values.get(name) is True

    def value(self, name: str) -> Any:
        """Whatever the field holds; None when it is missing."""
        return self._values.get(name)

    def path(self, name: str) -> str:
        """Where a field stands in the record."""
        return f"{self._where}.{name}" if self._where else name

    def text(self, name: str, default: str | None = None) -> str:
        """A string; missing (or null) gives the default, without one it is an error."""
        value = self._value(name, default)
        if value is None and name not in self._values:
            raise self._wrong("record.missing", name)
        if not isinstance(value, str):
            raise self._wrong("record.not-text", name)
        if "\0" in value:
            raise self._wrong("record.zero", name)
        return value

    def optional_text(self, name: str) -> str | None:
        """A string, or None when it is missing or null."""
        return None if self._values.get(name) is None else self.text(name)

    def one_of(self, name: str, permitted: Collection[str], default: str) -> str:
        """One of the permitted strings."""
        value = self.text(name, default)
        if value not in permitted:
            raise self._wrong("record.not-one-of", name, permitted=", ".join(permitted))
        return value

    def known(self, name: str, values: Collection[str], default: str) -> str:
        """One of the known strings; the default where other programs mean something else by the field."""
        value = self._values.get(name)
        return value if isinstance(value, str) and value in values else default

    def count(self, name: str) -> int:
        """A whole number from 0 on that is there."""
        value = self._values.get(name)
        if type(value) is not int or value < 0:
            raise self._wrong("record.not-count", name)
        return value

    def number(self, name: str) -> float | None:
        """A number, or None when it is missing or null."""
        value = self._values.get(name)
        if value is None:
            return None
        if type(value) not in (int, float) or abs(value) > 1e300:
            raise self._wrong("record.not-number", name)
        return float(value)

    def mapping(self, name: str) -> dict[str, Any]:
        """An object; missing or null gives an empty one."""
        value = self._values.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._wrong("record.not-mapping", name)
        return value

    def items(self, name: str) -> list[Any]:
        """A list; missing or null gives an empty one."""
        value = self._values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong("record.not-list", name)
        return value

    def each(self, name: str) -> list[Fields]:
        """The objects of a list."""
        return [Fields(item, f"{self.path(name)}[{n}]") for n, item in enumerate(self.items(name))]

    def _value(self, name: str, default: Any) -> Any:
        value = self._values.get(name)
        return default if value is None else value

    def _wrong(self, code: str, name: str, **values: str) -> InputError:
        return InputError(code, field=self.path(name), **values)
