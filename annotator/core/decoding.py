"""From the bytes of a file to its text, exactly: the byte order mark goes, nothing else changes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from annotator.core.errors import InputError
from annotator.core.syllables import share

# UTF-32 before UTF-16, whose little-endian mark it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CP1258_SHARE = 0.6
# So many characters tell the language; a longer file need not be split into words as a whole.
_SAMPLE = 50_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode the whole of a text file.

    UTF-8, UTF-16 and UTF-32 are told by their mark, UTF-16 without one by where its zero bytes lie. Other bytes are
    taken for Vietnamese Windows text (cp1258) only when most words are Vietnamese syllables then.

    Raises InputError `input.encoding` (byte: offset of the first byte that is not text in that encoding),
    `input.binary` (byte: offset of a zero character), or `input.empty` (nothing but white space).
    """
    mark, encoding = _encoding(data)
    try:
        text = data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        text = _windows_vietnamese(data, mark + error.start, encoding, mark)
        encoding = "cp1258"
    zero = text.find("\0")
    if zero >= 0:
        raise InputError("input.binary", byte=mark + len(text[:zero].encode(encoding)))
    if not text.strip():
        raise InputError("input.empty")
    return Decoded(text, encoding)


def _encoding(data: bytes) -> tuple[int, str]:
    """Give the length of the byte order mark and the encoding to try first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return len(mark), encoding
    return 0, _unmarked_utf16(data) or "utf-8"


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: in Latin writing every other byte, nearly, is one."""
    if len(data) % 2 or not data:
        return None
    first, second = data[::2].count(0), data[1::2].count(0)
    if max(first, second) * 8 < len(data) or min(first, second) * 20 > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _windows_vietnamese(data: bytes, bad: int, encoding: str, mark: int) -> str:
    """Decode `data` as cp1258 if that gives Vietnamese; `bad` is the byte that the first encoding stumbled on."""
    if b"\0" in data and encoding == "utf-8":
        raise InputError("input.binary", byte=data.index(0))
    try:
        text = data.decode("cp1258") if encoding == "utf-8" and not mark else ""
    except UnicodeDecodeError:
        text = ""
    if share(text[:_SAMPLE]) < _CP1258_SHARE:
        raise InputError("input.encoding", byte=bad)
    return text
