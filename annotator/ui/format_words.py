"""The formats as people choose them: in groups, each with a name, a line about it, and what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from PySide6.QtCore import QCoreApplication

from annotator import formats
from annotator.core.messages import QT_TRANSLATE_NOOP
from annotator.formats.protocol import Format

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (QT_TRANSLATE_NOOP("FormatWords", "Our own"), ("jsonl", "text")),
    (
        QT_TRANSLATE_NOOP("FormatWords", "Columns"),
        ("conll", "conll2003", "biluo", "conllu", "vlsp2016", "phoner", "phoner-json"),
    ),
    (
        QT_TRANSLATE_NOOP("FormatWords", "Annotation platforms"),
        ("brat", "doccano", "doccano-relations", "label-studio", "cas-xmi", "cas-json", "webanno-tsv"),
    ),
    (QT_TRANSLATE_NOOP("FormatWords", "NLP libraries"), ("spacy", "spacy-jsonl", "huggingface")),
    (QT_TRANSLATE_NOOP("FormatWords", "Markup"), ("vlsp2018", "gate", "web-annotation", "tei")),
    (QT_TRANSLATE_NOOP("FormatWords", "Tables and reading"), ("csv", "xlsx", "html", "page", "docx")),
)

_OTHERS = QT_TRANSLATE_NOOP("FormatWords", "Others")

_WORDS: dict[str, tuple[str, str]] = {
    "jsonl": (
        QT_TRANSLATE_NOOP("FormatWords", "JSONL of Annotator"),
        QT_TRANSLATE_NOOP("FormatWords", "One article a line; with all layers nothing of the project is lost"),
    ),
    "text": (
        QT_TRANSLATE_NOOP("FormatWords", "Plain text"),
        QT_TRANSLATE_NOOP("FormatWords", "One article a file, in any encoding of Vietnamese"),
    ),
    "conll": (
        "CoNLL, IOB2",
        QT_TRANSLATE_NOOP("FormatWords", "Two columns, token and tag; what most taggers are trained on"),
    ),
    "conll2003": (
        "CoNLL-2003",
        QT_TRANSLATE_NOOP("FormatWords", "Four columns with IOB1 tags, as in the shared task"),
    ),
    "biluo": (
        "BILUO",
        QT_TRANSLATE_NOOP("FormatWords", "Two columns; first, inner, last and single tokens told apart"),
    ),
    "conllu": (
        "CoNLL-U",
        QT_TRANSLATE_NOOP("FormatWords", "Ten columns of Universal Dependencies, names in the last"),
    ),
    "vlsp2016": (
        "VLSP 2016",
        QT_TRANSLATE_NOOP("FormatWords", "Five columns; the fifth holds names inside names"),
    ),
    "phoner": (
        "PhoNER",
        QT_TRANSLATE_NOOP("FormatWords", "Two columns as in PhoNER_COVID19, by words or syllables"),
    ),
    "phoner-json": (
        "PhoNER, JSON",
        QT_TRANSLATE_NOOP("FormatWords", "One sentence a line: its words and their tags"),
    ),
    "brat": (
        "brat standoff",
        QT_TRANSLATE_NOOP("FormatWords", "A text and an .ann file for each article"),
    ),
    "doccano": (
        "doccano",
        QT_TRANSLATE_NOOP("FormatWords", "JSON lines of a sequence labelling project"),
    ),
    "doccano-relations": (
        QT_TRANSLATE_NOOP("FormatWords", "doccano with relations"),
        QT_TRANSLATE_NOOP("FormatWords", "JSON lines of a project that has relations"),
    ),
    "label-studio": (
        "Label Studio",
        QT_TRANSLATE_NOOP("FormatWords", "JSON tasks with annotations, and predictions of machines"),
    ),
    "cas-xmi": (
        "UIMA CAS XMI",
        QT_TRANSLATE_NOOP("FormatWords", "XML of INCEpTION, with its type system"),
    ),
    "cas-json": (
        "UIMA CAS JSON",
        QT_TRANSLATE_NOOP("FormatWords", "JSON of INCEpTION"),
    ),
    "webanno-tsv": (
        "WebAnno TSV 3",
        QT_TRANSLATE_NOOP("FormatWords", "Tab-separated tokens of WebAnno and INCEpTION"),
    ),
    "spacy": (
        "spaCy DocBin",
        QT_TRANSLATE_NOOP("FormatWords", "What spacy train reads"),
    ),
    "spacy-jsonl": (
        QT_TRANSLATE_NOOP("FormatWords", "spaCy and Prodigy, JSONL"),
        QT_TRANSLATE_NOOP("FormatWords", "One article a line with its spans"),
    ),
    "huggingface": (
        QT_TRANSLATE_NOOP("FormatWords", "Hugging Face data set"),
        QT_TRANSLATE_NOOP("FormatWords", "Parquet with a card: all spans; ner_tags the outermost on token edges"),
    ),
    "vlsp2018": (
        "VLSP 2018",
        QT_TRANSLATE_NOOP("FormatWords", "The text with ENAMEX tags in it"),
    ),
    "gate": (
        "GATE XML",
        QT_TRANSLATE_NOOP("FormatWords", "A document of GATE for each article"),
    ),
    "web-annotation": (
        "Web Annotation",
        QT_TRANSLATE_NOOP("FormatWords", "JSON-LD of the W3C, each annotation with its quote"),
    ),
    "tei": (
        "TEI P5",
        QT_TRANSLATE_NOOP("FormatWords", "XML of the humanities, annotations in standOff"),
    ),
    "csv": (
        "CSV",
        QT_TRANSLATE_NOOP("FormatWords", "A table, one row an annotation; reads tables of articles too"),
    ),
    "xlsx": (
        QT_TRANSLATE_NOOP("FormatWords", "Excel workbook"),
        QT_TRANSLATE_NOOP("FormatWords", "Sheets of articles and of annotations"),
    ),
    "html": (
        QT_TRANSLATE_NOOP("FormatWords", "Web page to read"),
        QT_TRANSLATE_NOOP("FormatWords", "One file for any browser, annotations in colour"),
    ),
    "page": (
        QT_TRANSLATE_NOOP("FormatWords", "Saved web page"),
        QT_TRANSLATE_NOOP("FormatWords", "The main text of an HTML page, its title, date and author"),
    ),
    "docx": (
        QT_TRANSLATE_NOOP("FormatWords", "Word document"),
        QT_TRANSLATE_NOOP("FormatWords", "The text of a .docx file"),
    ),
}

_MODULES = {"spacy": "spacy", "parquet": "pyarrow"}
"""The package that an extra of ours brings."""


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format as a list shows it: `missing` is the extra that has to be installed before it can be used."""

    name: str
    title: str
    about: str
    group: str
    detail: str
    missing: str = ""

    @property
    def words(self) -> str:
        """Everything that it can be found by."""
        return f"{self.title} {self.name} {self.about} {self.detail} {self.group}"


def rows(is_writing: bool) -> list[FormatRow]:
    """The formats that can be written, or read, group by group; those of other packages come last."""
    able = (format_ for format_ in formats.every() if (format_.can_write if is_writing else format_.can_read))
    known = {format_.name: format_ for format_ in able}
    return [_row(known[name], group, is_writing) for name, group in _grouped() if name in known] + [
        _row(format_, translated(_OTHERS), is_writing) for name, format_ in known.items() if name not in _WORDS
    ]


def title(name: str) -> str:
    """What a format is called in the window."""
    if name in _WORDS:
        return translated(_WORDS[name][0])
    return next((format_.title for format_ in formats.every() if format_.name == name), name)


def translated(text: str) -> str:
    """A word about formats in the language of the window."""
    return QCoreApplication.translate("FormatWords", text)


def is_missing(format_: Format) -> bool:
    """Whether something has to be installed before a format can be used."""
    module = _MODULES.get(format_.needs, "")
    return bool(module) and find_spec(module) is None


def _grouped() -> Iterator[tuple[str, str]]:
    for group, names in _GROUPS:
        for name in names:
            yield name, translated(group)


def _row(format_: Format, group: str, is_writing: bool) -> FormatRow:
    about = translated(_WORDS[format_.name][1]) if format_.name in _WORDS else format_.title
    name = title(format_.name) if format_.name in _WORDS else format_.name
    missing = f"annotator[{format_.needs}]" if is_missing(format_) else ""
    return FormatRow(format_.name, name, about, group, _detail(format_, is_writing), missing)


def _detail(format_: Format, is_writing: bool) -> str:
    ending = format_.suffixes[0] if format_.suffixes else ""
    if format_.is_folder and is_writing:
        return QCoreApplication.translate("FormatWords", "folder of {ending}").format(ending=ending)
    return ending
