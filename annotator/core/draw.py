"""Which articles the bias guard takes: drawn by their uids, so that nobody chooses. Imports nothing at start."""

from __future__ import annotations

PLACES = 10_000
"""A draw is one of so many."""


def draw(document: str, project: str) -> int:
    """Where an article of a project stands among `PLACES`, by their uids; it is guarded below the share."""
    import hashlib  # not before a project has a guard: the window must not wait for it

    digest = hashlib.blake2b(f"{project} {document}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % PLACES


def limit(share: int) -> int:
    """The draws below this are guarded with `share` percent."""
    return share * PLACES // 100
