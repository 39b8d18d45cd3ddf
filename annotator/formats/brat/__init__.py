"""brat standoff: `NAME.txt` with the text and `NAME.ann` with what is said about it, one line a thing.

https://brat.nlplab.org/standoff.html. Offsets count code points. A span that runs over line ends is written as the
fragments between them, because brat compares its text with the fragments joined by blanks. Files that other programs
wrote may have spans of several pieces with words between; spans here are in one piece, so those are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.file_names import FileNames
from annotator.formats import plain_text
from annotator.formats.brat import lines as brat_lines
from annotator.formats.brat.config import COMPANIONS, Config
from annotator.formats.parts.attribute_values import plain_attributes
from annotator.formats.protocol import (
    STANDOFF,
    BaseFormat,
    Content,
    Entry,
    Head,
    Holds,
    Loss,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source, read_whole, stem

_ENDING = ".ann"


class Brat(BaseFormat):
    """A folder with a text and a standoff file for each document, and brat's configuration of the label set."""

    name = "brat"
    title = "brat standoff: a folder with .txt and .ann"
    suffixes = (_ENDING,)
    is_folder = True
    can_read = True
    can_write = True
    holds = STANDOFF | {Holds.RELATIONS, Holds.ATTRIBUTES, Holds.NOTES}

    def sniff(self, head: Head) -> float:
        """Lines that all begin with an id of brat's and a TAB; an empty file with our ending beside its text."""
        lines = [line for line in head.data.decode("utf-8", errors="replace").split("\n")[:50] if line.strip()]
        if len(head.data.split(b"\n")) > 1:
            lines = lines[:-1] or lines
        if lines and all(brat_lines.is_line(line) for line in lines):
            return 0.95
        return 0.6 if head.suffix == _ENDING else 0.0

    def is_companion(self, source: Source) -> bool:
        """The text of a standoff file beside it, and brat's configuration."""
        if source.name in COMPANIONS:
            return True
        return source.name.lower().endswith(".txt") and source.beside(stem(source) + _ENDING) is not None

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The one document of a standoff file and the text beside it.

        Raises InputError: "input.unreadable", "input.too-large", "input.encoding", "input.binary", "input.empty",
        "input.text-beside".
        """
        beside = source.beside(f"{stem(source)}.txt")
        if beside is None:
            raise InputError("input.text-beside", path=source.path, name=f"{stem(source)}.txt")
        text = _text(beside)
        gathering = brat_lines.gathered(text, source)
        yield from gathering.told()
        layer = gathering.layer()
        layers = (layer,) if gathering else ()
        yield plain_text.described(AnnotatedDocument(beside.name, text, annotations=layers))

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],
    ) -> AnnotatedDocument:
        """Attributes are text or yes/no, and their names are one word."""
        return plain_attributes(document, lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """The two files of each document, then the configuration."""
        names = FileNames()
        config = Config(data.labels)
        for document in documents:
            name = names.stem(document.name)
            yield Entry(f"{name}.txt")
            yield document.text
            yield Entry(f"{name}{_ENDING}")
            yield "".join(brat_lines.lines(document))
            config.see(document)
        yield Entry("annotation.conf")
        yield config.annotation()
        yield Entry("visual.conf")
        yield config.visual()


def _text(source: Source) -> str:
    """The text as brat counts it: a byte order mark is its first character."""
    data = read_whole(source)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text.strip() and "\0" not in text:
        return text
    return plain_text.decoded_whole(source).text
