"""Formats: the built-in ones, listed here one by one, and those that other packages bring.

A package adds one with an entry point in the group `annotator.formats` that names a class or function giving a
`Format`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module

from annotator.core.errors import RefusedError
from annotator.formats.protocol import Format, Head
from annotator.formats.source import Source, read_head

GROUP = "annotator.formats"

_BUILT_IN = {
    "text": "plain_text:PlainText",
    "jsonl": "jsonl:Jsonl",
    "conll": "conll:Conll",
    "conll2003": "conll2003:Conll2003",
    "biluo": "biluo:Biluo",
    "conllu": "conllu:ConllU",
    "vlsp2016": "vlsp2016:Vlsp2016",
    "vlsp2018": "vlsp2018:Vlsp2018",
    "phoner": "phoner:Phoner",
    "phoner-json": "phoner_json:PhonerJson",
    "brat": "brat:Brat",
    "spacy": "spacy:Spacy",
    "spacy-jsonl": "spacy_jsonl:SpacyJsonl",
    "doccano": "doccano:Doccano",
    "doccano-relations": "doccano:DoccanoRelations",
    "label-studio": "label_studio:LabelStudio",
    "cas-xmi": "cas.xmi:CasXmi",
    "cas-json": "cas.json:CasJson",
    "huggingface": "huggingface:HuggingFace",
    "gate": "gate:Gate",
    "web-annotation": "web_annotation:WebAnnotation",
    "tei": "tei:Tei",
    "csv": "csv_table:Csv",
    "xlsx": "xlsx:Xlsx",
    "html": "html:Html",
    "webanno-tsv": "webanno_tsv:WebannoTsv",
    "page": "page:Page",
    "docx": "docx:Docx",
}
"""The built-in formats by name: module and class, imported when they are first asked for."""


_SURE = 0.3
"""How surely at least a file is text when it is called so."""

_ANYBODYS = (".json", ".xml")
"""Endings that formats share with many programs that have nothing to do with us."""


def names() -> list[str]:
    """The names of all formats, the built-in ones first."""
    return [*_BUILT_IN, *sorted(_entry_points())]


def get(name: str) -> Format:
    """The format of this name.

    Raises RefusedError: "format.unknown", "format.broken" when another package's format cannot be made.
    """
    if name in _BUILT_IN:
        return _built_in(name)
    if name not in _entry_points():
        raise RefusedError("format.unknown", name=name, known=", ".join(names()))
    return _made(name)


def every() -> Iterator[Format]:
    """All formats that work here; one of another package that cannot be made is passed over."""
    yield from map(_built_in, _BUILT_IN)
    yield from _others()


def guess(source: Source) -> Format | None:
    """The format that a file most surely is of, by its content and its ending; of equally sure ones the first.

    None when none takes it, as for a picture. Raises InputError("input.unreadable").
    """
    head = Head(source, read_head(source))
    found: Format | None = None
    best = 0.0
    for format_ in every():
        sure = _sureness(format_, head)
        if sure > best:
            found, best = format_, sure
    return _by_ending(head.suffix) if found is not None and found.name == "text" and best < _SURE else found


def _sureness(format_: Format, head: Head) -> float:
    try:
        return float(format_.sniff(head)) if format_.can_read else 0.0
    except Exception:
        if format_ in _others():  # it is another package's code: anything can come
            return 0.0
        raise


def _is_companion(format_: Format, source: Source) -> bool:
    try:
        return format_.is_companion(source)
    except Exception:
        if format_ in _others():
            return False
        raise


def _by_ending(suffix: str) -> Format | None:
    """What a file is taken for when its content tells nothing more than that it may be text."""
    if suffix in _ANYBODYS:
        return None
    takers = (format_ for format_ in every() if format_.can_read and suffix in format_.suffixes)
    return next(takers, get("text"))


def is_companion(source: Source) -> bool:
    """Whether a file is only read along with another one beside it."""
    return any(_is_companion(format_, source) for format_ in every() if format_.can_read)


def suffixes(reading: bool) -> list[str]:
    """The endings of all files that can be read, or that can be written, each once."""
    able = (format_ for format_ in every() if (format_.can_read if reading else format_.can_write))
    return list(dict.fromkeys(suffix for format_ in able for suffix in format_.suffixes))


@cache
def _built_in(name: str) -> Format:
    module, _, kind = _BUILT_IN[name].partition(":")
    made: Format = getattr(import_module(f"annotator.formats.{module}"), kind)()
    return made


@cache
def _others() -> tuple[Format, ...]:
    found = []
    for name in sorted(_entry_points()):
        with suppress(RefusedError):
            found.append(_made(name))
    return tuple(found)


@cache
def _made(name: str) -> Format:
    from importlib.metadata import entry_points

    try:
        (point,) = entry_points(group=GROUP, name=name)
        made: Format = point.load()()
    except Exception as error:  # it is another package's code: anything can come
        raise RefusedError("format.broken", name=name, reason=f"{type(error).__name__}: {error}") from error
    return made


@cache
def _entry_points() -> set[str]:
    """Asked once, since all installed packages are looked through for it."""
    from importlib.metadata import entry_points

    return set(entry_points(group=GROUP).names) - _BUILT_IN.keys()
