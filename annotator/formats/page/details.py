"""When a saved page of the web was published and where it stood, by its own words.

Dates are read day first, as Vietnamese pages write them; readers made for other languages turn them round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from annotator.core import dates

_VIETNAM = timezone(timedelta(hours=7))

_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "pubdate", "publishdate", "publish_date",
    "published_time", "date", "dc.date", "dc.date.issued", "article.published", "sailthru.date",
)  # fmt: skip
"""What pages call the date of publication in their head, the surest first."""

_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{6,60})"')
_VISIBLE = (
    "//time | //*[contains(translate(@class, 'DATEIM', 'dateim'), 'date')"
    " or contains(translate(@class, 'DATEIM', 'dateim'), 'time')]"
)
_LONGEST = 100
"""Code points of an element with a date and hardly anything else."""

_LOOKED_AT = 200
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{1,2000})\s*-->")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}")


class Details(NamedTuple):
    """What a page says of its article; None where it does not."""

    published: str | None
    url: str | None


def found(tree: Any, text: str, address: str) -> Details:
    """The date and the address of a page: of its tree, its text, and the address its envelope names."""
    published = next(filter(None, map(_iso, _dates(tree))), None)
    saved = _SAVED_FROM.search(text[:4096])
    links = [*tree.xpath("//link[@rel='canonical']/@href"), *tree.xpath("//meta[@property='og:url']/@content")]
    urls = (str(link).strip() for link in (address, saved.group(1) if saved else "", *links))
    return Details(published, next((url for url in urls if _ADDRESS.fullmatch(url)), None))


def _dates(tree: Any) -> Iterator[str]:
    """What may be the date of publication, the surest first."""
    told: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        for key in ("property", "name", "itemprop"):
            told.setdefault(str(meta.get(key, "")).lower(), str(meta.get("content")))
    yield from (told[name] for name in _NAMES if name in told)
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        yield from _LINKED_DATA.findall(str(script))
    yield from (str(value) for value in tree.xpath("//time/@datetime"))
    for element in tree.xpath(_VISIBLE)[:_LOOKED_AT]:
        text = " ".join(element.text_content().split())
        if len(text) <= _LONGEST:
            yield text


def _iso(text: str) -> str | None:
    """A date as `core.dates` gives it; one with a time zone as of Vietnam."""
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None:
            return moment.astimezone(_VIETNAM).strftime("%Y-%m-%dT%H:%M")
    return dates.parse(text[:_LONGEST])
