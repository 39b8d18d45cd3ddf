"""The article of a saved page: its main text, found by trafilatura, and what the page says about it.

Menus and captions are left out by trafilatura; the headline is the title and, as a rule, no part of the text.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from typing import Any, NamedTuple

from annotator.core.decoding import Decoded, decode
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.page import details as page_details
from annotator.formats.plain_text import described
from annotator.formats.protocol import needed

LONGEST = 8 * 1024 * 1024
"""The most characters of a page, pictures that are written into it apart."""

TAGS = 30_000
"""The most tags of a page."""

_DEPTH = 255
"""So deep the HTML parser goes; below it everything would be lost without a word."""

_PICTURE = re.compile(r"data:[\w/+.;=-]*base64,[A-Za-z0-9+/=\s%]*")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_ENCODING = re.compile(r"windows-|cp\d|iso-|latin|us-ascii|ascii|utf-?(8|16)|koi|big5|gb|euc|shift|mac|tis|viscii")
"""How the names of encodings begin that pages have; Python knows others, which are none of text on the web."""

_BLANKS = re.compile(r"(?<=\S)\u00a0(?=\S)")
_STAND_INS = "\u2800\u3164\u115f"
"""Signs without ink that trafilatura takes for letters, one of which stands for NBSP meanwhile."""

_OWN = re.compile(r"""<meta\s+name=["']?generator["']?\s+content=["']?Annotator["']?\s*/?>""", re.IGNORECASE)
"""What tells a page that `formats.html` wrote, also when a browser has saved it again."""

_START = 64 * 1024
"""So far into a page its head is looked through."""

_LATIN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
"""What pages say when they mean Windows writing (https://encoding.spec.whatwg.org/#names-and-labels)."""


class RawPage(NamedTuple):
    """A page as it lies in its file: the bytes, how people are told of the file, and its name."""

    data: bytes
    path: str
    name: str


def article(page: RawPage) -> AnnotatedDocument:
    """The article of a page.

    Raises InputError: "input.too-large", "input.encoding", "input.binary", "input.empty", "input.html-tags",
    "input.html-deep", "input.no-article", "input.own-page" (a page to look at that the format `html` wrote). Raises
    RefusedError("format.needs") and MemoryError.
    """
    extract = _trafilatura().bare_extraction
    data, charset, address = _unpacked(page.data)
    decoded = _decoded(data, charset, page.path)
    if _OWN.search(decoded.text, 0, _START):
        raise InputError("input.own-page", path=page.path)
    tree = _parsed(decoded.text, page.path)
    details = page_details.found(tree, decoded.text, address)
    restored = _guard_blanks(tree)
    try:
        found = extract(tree, with_metadata=True, include_comments=False)
    except MemoryError:
        raise
    except Exception as error:  # of a broken page anything can come
        raise InputError("input.no-article", path=page.path) from error
    text = restored(found.text or "") if found else ""
    if not text.strip() or found is None:
        raise InputError("input.no-article", path=page.path)
    return described(
        AnnotatedDocument(
            page.name,
            text,
            title=restored(_sound(found.title)),
            author=_sound(found.author) or None,
            published=details.published,
            source=_sound(found.sitename or found.hostname) or None,
            url=details.url or _sound(found.url) or None,
            meta={"encoding": decoded.encoding},
        )
    )


def _trafilatura() -> Any:
    module = needed("trafilatura", "", "page")
    for name in ("trafilatura", "htmldate"):  # what they say of a page is told by an error of ours
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    return module


def _unpacked(data: bytes) -> tuple[bytes, str, str]:
    """The page itself, the encoding and the address that its envelope names, if it is in one (RFC 2557)."""
    start = data[:4096].lower()
    if b"multipart/related" not in start or b"mime-version:" not in start:
        return data, "", ""
    message: Message | None = None
    with suppress(Exception):  # a broken envelope
        message = message_from_bytes(data)
    if message is None:
        return data, "", ""
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            return content, str(part.get_content_charset("")), str(address)
    return b"", "", ""


def _decoded(data: bytes, charset: str, path: str) -> Decoded:
    """The page as text: by its mark or as UTF-8, else as it says, else by what it looks like."""
    try:
        return _by_label(data, charset) or decode(data)
    except InputError as error:
        guessed = _by_looks(data) if error.code == "input.encoding" else None
        if guessed is None:
            raise InputError(error.code, **{**error.values, "path": path}) from error
        return guessed


def _by_label(data: bytes, charset: str) -> Decoded | None:
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return None
    said = _META.search(data[:8192])
    for name in filter(_ENCODING.match, (charset.lower(), said.group(1).decode().lower() if said else "")):
        encoding = "cp1252" if name in _LATIN else name
        with suppress(LookupError, ValueError):
            text = data.decode(encoding)
            if "\0" not in text:
                return Decoded(text, encoding)
    return None


def _by_looks(data: bytes) -> Decoded | None:
    module: Any = needed("charset_normalizer", "", "page")
    best = module.from_bytes(data[: 256 * 1024]).best()
    with suppress(LookupError, ValueError):
        if best is not None:
            text = data.decode(best.encoding)
            return None if "\0" in text else Decoded(text, best.encoding)
    return None


def _parsed(text: str, path: str) -> Any:
    text = _PICTURE.sub("", text)
    if len(text) > LONGEST:
        raise InputError("input.too-large", path=path, limit=LONGEST // (1024 * 1024))
    if text.count("<") > TAGS:
        raise InputError("input.html-tags", path=path, limit=TAGS)
    html: Any = needed("lxml.html", "", "page")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # lxml has errors of its own, and ValueErrors of many kinds
        raise InputError("input.no-article", path=path) from error
    if any("depth" in problem.message for problem in parser.error_log):
        raise InputError("input.html-deep", path=path, limit=_DEPTH)
    return tree


def _guard_blanks(tree: Any) -> Any:
    """Puts a sign that survives in place of each NBSP between letters, and gives what puts NBSP back."""
    whole = tree.text_content()
    sign = next((sign for sign in _STAND_INS if sign not in whole), "")
    if sign and "\u00a0" in whole:
        for element in tree.iter():
            if element.text and "\u00a0" in element.text:
                element.text = _BLANKS.sub(sign, element.text)
            if element.tail and "\u00a0" in element.tail:
                element.tail = _BLANKS.sub(sign, element.tail)

    def restored(text: str) -> str:
        return text.replace(sign, "\u00a0") if sign else text

    return restored


def _sound(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
