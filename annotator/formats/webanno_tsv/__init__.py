"""WebAnno TSV 3, the column format of WebAnno and INCEpTION, for reading.

https://inception-project.github.io/releases/36.0/docs/user-guide.html#sect_webannotsv. Offsets count UTF-16 units of a
text of which the file has the sentences, not what is between them; there a line end is put. A row is a token or a part
of one, a column a feature of a layer; a number in brackets ties together the cells of one annotation.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.core.exchange import AnnotatedDocument
from annotator.formats import plain_text
from annotator.formats.protocol import BaseFormat, Content, Head, ReadOptions
from annotator.formats.source import Source
from annotator.formats.webanno_tsv import rows as webanno_rows


class WebannoTsv(BaseFormat):
    """Spans and relations of the layers that are somebody's annotations; chains and what tools put in are left out."""

    name = "webanno-tsv"
    title = "WebAnno TSV 3, read only"
    suffixes = (".tsv",)
    can_read = True

    def sniff(self, head: Head) -> float:
        """Its first line."""
        return 1.0 if head.text.startswith(webanno_rows.MAGIC) else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The one document of a file.

        Raises InputError: "input.unreadable", "input.too-large", "input.encoding", "input.binary", "input.empty",
        "input.expected".
        """
        whole = plain_text.decoded_whole(source, webanno_rows.LIMIT).text
        text, gathering = webanno_rows.gathered([line.removesuffix("\r") for line in whole.split("\n")], source)
        yield from gathering.told()
        layers = (gathering.layer(),) if gathering else ()
        yield plain_text.described(AnnotatedDocument(source.name, text, annotations=layers))
