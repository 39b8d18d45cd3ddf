"""Every format that reads and writes: an export of no article can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from format_cases import words, written

from annotator import formats
from annotator.core.exchange import DataSet
from annotator.formats.protocol import Format, Holds, ReadOptions, WriteOptions
from annotator.formats.source import FileSource

BOTH_WAYS = [format_ for format_ in formats.every() if format_.can_write and format_.can_read]


@pytest.mark.parametrize("format_", BOTH_WAYS, ids=lambda format_: format_.name)
def test_what_was_written_for_no_document_is_none_when_it_is_read_again(format_: Format, tmp_path: Path) -> None:
    for options in (words(), WriteOptions(all_layers=Holds.LAYERS in format_.holds)):
        for path in list(written(format_, [], tmp_path, options)):
            source = FileSource(str(path))
            if not format_.is_companion(source) and path.suffix in format_.suffixes:
                found = list(format_.reread(source, ReadOptions()))
                assert [content for content in found if not isinstance(content, DataSet)] == []
