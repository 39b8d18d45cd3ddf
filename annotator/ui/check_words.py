"""What a check or repair of a project came to, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject

from annotator.core.errors import AnnotatorError
from annotator.core.shown import one_line
from annotator.ui.messages import sentence
from annotator.workflows.check_file import Report
from annotator.workflows.findings import Finding


class Fault(NamedTuple):
    """What is wrong in one article (None: in none), all of one kind together."""

    document: int | None
    name: str
    said: str
    number: int
    can_open: bool


class CheckWords(QObject):
    """Says it."""

    def faults(self, report: Report) -> list[Fault]:
        """The findings of a report: those of the project as a whole, then article by article."""
        kinds: dict[tuple[int | None, str], list[Finding]] = {}
        for finding in report.findings:
            kinds.setdefault((finding.document, finding.code), []).append(finding)
        order = sorted(kinds.items(), key=lambda kind: (kind[0][0] is not None, kind[0][0] or 0))
        return [self._fault(report, document, found) for (document, _), found in order]

    def summary(self, report: Report) -> str:
        """How much is wrong, after a repair what was rebuilt too."""
        number = len(report.findings)
        left = self.tr("%Ln fault(s) left", "", number)
        said = self.tr("%Ln fault(s) found", "", number) if report.mended is None else left
        if articles := len({finding.document for finding in report.findings} - {None}):
            said += ", " + self.tr("in %Ln article(s)", "", articles)
        return " ".join(filter(None, (self.mended(report), f"{said[:1].upper()}{said[1:]}.")))

    def mended(self, report: Report) -> str:
        """What a repair has rebuilt."""
        parts = list(self._counted(report.mended or {}))
        return self.tr("Rebuilt: {things}.").format(things=", ".join(parts)) if parts else ""

    def times(self, number: int) -> str:
        """How often a fault is there, where it is more than once."""
        return self.tr("%Ln time(s)", "", number) if number > 1 else ""

    def _fault(self, report: Report, document: int | None, found: list[Finding]) -> Fault:
        article = report.articles.get(document) if document is not None else None
        said = one_line(sentence(AnnotatorError(found[0].code, **found[0].values)))
        return Fault(document, self._name(report, document), said, len(found), article is not None and article.is_there)

    def _name(self, report: Report, document: int | None) -> str:
        if document is None:
            return self.tr("The project as a whole")
        article = report.articles.get(document)
        if article is None or not article.title:
            return self.tr("Article {number}").format(number=document)
        title = one_line(article.title)
        return title if article.is_there else self.tr("{title} (removed)").format(title=title)

    def _counted(self, mended: dict[str, int]) -> Iterator[str]:
        left = dict(mended)
        kinds = {
            "check.tally": lambda n: self.tr("%Ln count(s) of the list", "", n),
            "check.quote": lambda n: self.tr("%Ln quote(s)", "", n),
            "check.length": lambda n: self.tr("%Ln length(s) of texts", "", n),
            "check.seal": lambda n: self.tr("%Ln checksum(s)", "", n),
            "check.search": lambda _n: self.tr("the search index"),
            "check.file": lambda n: self.tr("%Ln entry(s) of the file's own indexes", "", n),
            "check.numbers": lambda n: self.tr("%Ln running number(s)", "", n),
        }
        for code, said in kinds.items():
            if number := left.pop(code, 0):
                yield said(number)
        if rows := sum(left.values()):
            yield self.tr("%Ln row(s) as the history proves them", "", rows)
