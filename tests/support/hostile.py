"""Files made to break readers, and a reader that tells how each of them ended.

Run alone, with the name of a format and a number to draw from, it reads all of them by that format in bounded memory
and prints as JSON what was not an answer: another exception than ours, memory that ran out, too long a time.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import golden_set
from golden_files import FORMATS, written_files

from annotator import formats
from annotator.core.errors import AnnotatorError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import SENTENCES
from annotator.formats.kept import Kept
from annotator.formats.protocol import BadRecord, Format, Notice, ReadOptions
from annotator.formats.source import FileSource

MEMORY = 1024 * 1024 * 1024
"""The most bytes that a child may take more than it had when all it needs was loaded."""

SLOWEST = 20.0
"""Seconds of the processor that one file may take; other tests may run beside."""

SCALE = int(os.environ.get("HOSTILE_SCALE", "1"))
"""10 for the long run: files above every limit, and each good file damaged more often."""

DAMAGES = 4 * SCALE
"""How often each good file is cut off, changed and stretched."""

_DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
_BOMB = _DOCTYPE + b"".join(
    f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 10}">'.encode() for n in range(8)
) + b"]><x>&i;</x>"  # fmt: skip

GENERAL = {
    "empty": b"",
    "blank": b" \n\n",
    "nul": b"\0" * 1000,
    "nul-in-text": b'{"text": "a\0b"}\n',
    "not-utf8": b"\xff\xfe\xfa\x00\xd8" * 99,
    "half-utf16": b"\xff\xfe\x00",
    "doctype": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    "external": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "entity-bomb": _BOMB,
    "deep-xml": b"<a>" * (20_000 * SCALE),
    "wide-xml": b"<x>" + b"<a/>" * (110_000 * SCALE),
    "long-attribute": b'<x a="' + b"a" * (3_400_000 * SCALE) + b'"/>',
    "deep-array": b"[" * (30_000 * SCALE),
    "deep-object": b'{"a":' * (30_000 * SCALE),
    "deep-json-in-record": b'{"text": "a", "spans": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "nan": b'{"text": "a b", "spans": [{"start": NaN, "end": Infinity, "label": "A"}], "score": -Infinity}\n',
    "huge-number": b'{"text": "a b", "spans": [{"start": 1e999, "end": ' + b"9" * 6000 + b', "label": "A"}]}\n',
    "key-twice": b'{"text": "a", "text": "b", "spans": [], "label": [], "label": []}\n',
    "surrogate": b'{"text": "a\\ud800b", "spans": [{"start": 0, "end": 1, "label": "\\udfff"}]}\n',
    "long-line": b'{"text": "' + b"a" * (3_400_000 * SCALE),
    "long-field": b'text,label\n"' + b"a" * (900_000 * SCALE) + b'",X\n',
    "many-columns": b"a," * (50_000 * SCALE) + b"\n",
    "many-blanks": b" " * (500_000 * SCALE),
    "many-lines": b"a\n" * (10_000 * SCALE),
    "long-tag": b"x B-" + b"A" * (500_000 * SCALE) + b"\n",
    "tags": b"a O\nb\nc d e f g\n\tO\n-DOCSTART-\nx I-\ny B-A B-B\n",
    "vlsp": 'Ông <ENAMEX TYPE="PERSON">A <b </ENAMEX></ENAMEX> 1 < 2 <ENAMEX>x'.encode(),
    "open-tags": b'<ENAMEX TYPE="A">' * (10_000 * SCALE),
    "names": b'{"name": "../../../etc/passwd", "text": "a", "spans": []}\n{"name": "a\\u0000b", "text": "c"}\n',
    "zip-of-nothing": b"PK\x05\x06" + bytes(18),
    "zip-that-lies": b"PK\x05\x06" + b"\xff" * 18,
    "zip-begun": b"PK\x03\x04" + b"\xff" * 60,
}
"""By what they are, files that any program may be given under any name."""

_KEPT = Kept()


def damaged(data: bytes, chance: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """A good file cut off at places all over it, and with some of its bytes changed."""
    for n in range(count):
        at = chance.randrange(len(data)) if data else 0
        yield f"cut-{at}", data[:at]
        flipped = bytearray(data)
        for _ in range(chance.choice((1, 1, 3, 30))):
            flipped[chance.randrange(len(data))] = chance.randrange(256)
        yield f"flipped-{n}", bytes(flipped)
        start, length = chance.randrange(len(data)), chance.randrange(1, 60)
        yield f"twice-{n}", data[:start] + data[start : start + length] * 3 + data[start + length :]


_PAGE = (
    '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Mưa lớn ở Huế</title></head><body><article>'
    + "<p>Sáng nay mưa lớn ở thành phố Huế, nhiều tuyến đường ngập sâu và học sinh được nghỉ học.</p>" * 6
    + "</article></body></html>"
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:p><w:r><w:t>Mưa ở Huế</w:t></w:r></w:p></w:document>',
    "docProps/core.xml": "<c><title>Mưa</title></c>",
}


def good(format_: Format) -> dict[str, bytes]:
    """A file of a format with what belongs to it, by names."""
    suffix = format_.suffixes[0]
    if format_.can_write:
        documents = golden_set.documents()[: 1 if format_.is_folder else 3]
        found = written_files(format_, documents, golden_set.DATA, golden_set.options())
        return {name or f"x{suffix}": data for name, data in found.items()}
    if format_.name == "docx":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in _PARTS.items():
                archive.writestr(name, part)
        return {"x.docx": packed.getvalue()}
    golden = FORMATS / f"{format_.name}{suffix}"
    return {f"x{suffix}": golden.read_bytes() if golden.exists() else _PAGE.encode()}


def cases(format_: Format, chance: random.Random) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Files by their names, each time one of them a hostile one."""
    files = good(format_)
    yield "good", files
    for name, data in files.items():
        for kind, hostile in GENERAL.items():
            yield f"{kind} as {name}", {**files, name: hostile}
        for kind, hostile in damaged(data, chance, DAMAGES):
            yield f"{kind} of {name}", {**files, name: hostile}


def answers(format_: Format, folder: Path, files: dict[str, bytes], is_good: bool) -> str:
    """What is wrong with how files were read; empty when they were, or there was a sentence for each fault."""
    began = time.process_time()
    count = 0
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    try:
        for name in files:
            source = FileSource(str(folder / name))
            formats.guess(source)
            if Path(name).suffix in format_.suffixes and not format_.is_companion(source):
                count += _read(format_, source)
        assert count or not is_good, "the good file gives no document"
    except MemoryError:
        return "MemoryError"
    except Exception:
        return traceback.format_exc(limit=-4)
    took = time.process_time() - began
    return f"took {took:.0f} s" if took > SLOWEST else ""


def _read(format_: Format, source: FileSource) -> int:
    """How many documents a file gives; that each error has its sentence is checked."""
    count = 0
    try:
        for content in format_.read(source, ReadOptions(kept=_KEPT)):
            count += isinstance(content, AnnotatedDocument)
            if isinstance(content, BadRecord | Notice):
                assert content.error.code in SENTENCES, content.error
    except AnnotatorError as error:
        if error.code not in SENTENCES:
            raise LookupError(error.code) from error
    return count


def main(name: str, seed: int) -> None:
    """Reads all cases of a format and prints what is wrong with any."""
    warnings.simplefilter("ignore")
    format_ = formats.get(name)
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, (case, files) in enumerate(cases(format_, random.Random(seed))):
            place = Path(folder) / str(number)
            wrong = answers(format_, place, files, case == "good")
            if wrong:
                found[case] = wrong
            for path in sorted(place.rglob("*"), reverse=True):
                path.unlink() if path.is_file() else path.rmdir()
            if number == 0:
                _bound_memory()
    _KEPT.close()
    print(json.dumps(found))


def _bound_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
