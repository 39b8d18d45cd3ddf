"""Saved pages of the web: one document a page. A page of one file (.mhtml) holds the page as one of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from annotator.formats.kept import Kept
from annotator.formats.page.article import RawPage
from annotator.formats.page.process import PageProcess
from annotator.formats.protocol import BaseFormat, Content, Head, ReadOptions
from annotator.formats.source import Source, read_whole

_BEGINNINGS = ("<!doctype html", "<html", "<head", "<body", "<!--", "<?xml", "<meta")


class Page(BaseFormat):
    """One article a page."""

    name = "page"
    title = "Saved web page"
    suffixes = (".html", ".htm", ".mhtml", ".mht")
    can_read = True

    def sniff(self, head: Head) -> float:
        """A page says that it is one in its first tags; a page of one file in its first lines."""
        start = head.text.lstrip().lower()
        if start.startswith(_BEGINNINGS) and ("<html" in start or "<body" in start or "<!doctype html" in start):
            return 0.9
        if "multipart/related" in start[:4096] and "mime-version:" in start[:4096]:
            return 0.9
        return 0.3 if head.suffix in self.suffixes else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The one document of a page, read in a process beside ours: see `formats.page.process`.

        Raises InputError("input.unreadable") and what `PageProcess.read` raises.
        """
        page = RawPage(read_whole(source), source.path, source.name)
        if options.kept is not None:
            yield options.kept.get(PageProcess).read(page, options.is_stopped)
            return
        with closing(Kept()) as kept:
            document = kept.get(PageProcess).read(page, options.is_stopped)
        yield document
