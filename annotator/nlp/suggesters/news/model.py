"""The file of a model: a container that says what it is, and is refused whole when a byte of it is not as written.

Layout: eight bytes `ANNMODEL`, the SHA-256 (32 bytes) of all that follows, the length of the manifest (4 bytes, big
endian), the manifest (UTF-8 JSON), the parts one after another. The manifest names the parts with their lengths. No
part is ever unpickled.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.core.errors import RefusedError

_MAGIC = b"ANNMODEL"
_DIGEST = hashlib.sha256().digest_size
_HEAD = len(_MAGIC) + _DIGEST + 4
_LARGEST = 64 << 20


@dataclass(frozen=True)
class Container:
    """A model file that was read: what it says of itself, its parts by name, and a short digest of the whole."""

    manifest: dict[str, Any]
    parts: dict[str, bytes]
    digest: str


def write(path: Path, manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
    """Write a model to `path`, all of it or nothing; what was there is replaced.

    Raises OSError when the file cannot be written.
    """
    head = json.dumps({**manifest, "parts": {name: len(part) for name, part in parts.items()}}, ensure_ascii=False)
    encoded = head.encode()
    body = len(encoded).to_bytes(4, "big") + encoded + b"".join(parts.values())
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with temporary.open("wb") as file:
            file.write(_MAGIC + hashlib.sha256(body).digest() + body)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path, kind: str) -> Container:
    """Read the model in `path`, which must be of this `kind`.

    Raises RefusedError: `model.missing` when there is no such file, `model.foreign` when it is no model or one of
    another kind, `model.damaged` when it is not as it was written.
    """
    data = _data(path)
    if data[: len(_MAGIC)] != _MAGIC:
        raise RefusedError("model.foreign", path=str(path))
    body = data[len(_MAGIC) + _DIGEST :]
    digest = hashlib.sha256(body).digest()
    if len(data) < _HEAD or digest != data[len(_MAGIC) : len(_MAGIC) + _DIGEST]:
        raise RefusedError("model.damaged", path=str(path))
    try:
        container = _parsed(body, digest.hex()[:12])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError("model.foreign", path=str(path)) from error
    if container.manifest.get("kind") != kind:
        raise RefusedError("model.foreign", path=str(path))
    return container


def stamp(path: Path) -> str:
    """Give the short digest that stands in the model at `path`, without reading or checking the rest.

    Raises RefusedError `model.missing` or `model.foreign`.
    """
    head = _data(path, _HEAD)
    if head[: len(_MAGIC)] != _MAGIC or len(head) < _HEAD:
        raise RefusedError("model.foreign", path=str(path))
    return head[len(_MAGIC) : len(_MAGIC) + _DIGEST].hex()[:12]


def _data(path: Path, most: int = _LARGEST) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise RefusedError("model.missing", path=str(path), reason=error.strerror or str(error)) from error


def _parsed(body: bytes, digest: str) -> Container:
    start = 4 + int.from_bytes(body[:4], "big")
    manifest = json.loads(body[4:start])
    parts = {}
    for name, length in manifest.pop("parts").items():
        parts[name] = body[start : start + length]
        start += length
    if start != len(body):
        raise ValueError("the parts do not fill the file")
    return Container(manifest, parts, digest)
