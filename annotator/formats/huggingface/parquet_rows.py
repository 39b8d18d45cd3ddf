"""Parquet files row by row, with bounded memory, by pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

from annotator.core.errors import InputError
from annotator.formats.parts.drain import Drain
from annotator.formats.protocol import needed
from annotator.formats.source import RECORD, Source, read_whole

HUGGINGFACE = b"huggingface"
"""The key of the schema's metadata with the features of a data set."""

_GROUP = 512 * 1024 * 1024
"""The most bytes that one row group may say to unfold to."""

_BATCH = 64
"""Rows that are unfolded at once."""

_STRUCTURE = 16 * 1024 * 1024
"""The most bytes, and the most items, of anything in the description of a file."""


class ParquetRows:
    """The rows of a file as plain values; to be used in a `with` statement.

    Texts are kept as the dictionary that they lie in, so that a small file that says one long text a million times
    stays small in memory.
    """

    def __init__(self, source: Source, extra: str, name: str) -> None:
        self._arrow: Any = needed("pyarrow", extra, name)
        self._parquet: Any = needed("pyarrow.parquet", extra, name)
        self._source = source
        self._file = source.open()

    def __enter__(self) -> ParquetRows:
        file = self._file if self._file.seekable() else io.BytesIO(read_whole(self._source))
        limits = {"thrift_string_size_limit": _STRUCTURE, "thrift_container_size_limit": _STRUCTURE}
        try:
            schema = self._parquet.read_schema(file)
            file.seek(0)
            self._found = self._parquet.ParquetFile(file, **limits)
            self._found = self._parquet.ParquetFile(file, read_dictionary=self._texts(), **limits)
        except (self._arrow.ArrowException, OSError, ValueError) as error:
            self._file.close()
            raise self._damaged(error) from error
        self.columns: Sequence[str] = [field.name for field in schema if self._is_plain(field.type)]
        self.metadata: Mapping[bytes, bytes] = schema.metadata or {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Raises InputError: "input.damaged", "input.too-large"."""
        for group in range(self._found.metadata.num_row_groups):
            if self._found.metadata.row_group(group).total_byte_size > _GROUP:
                raise InputError("input.too-large", path=self._source.path, limit=_GROUP // (1024 * 1024))
            yield from self._group(group)

    def _group(self, group: int) -> Iterator[dict[str, Any]]:
        batches = self._found.iter_batches(batch_size=_BATCH, row_groups=[group], columns=self.columns)
        while True:
            try:
                batch = next(batches, None)
                if batch is None:
                    return
                if batch.nbytes > 4 * RECORD:
                    raise InputError("input.too-large", path=self._source.path, limit=RECORD // (1024 * 1024))
                columns = [(name, batch.column(name)) for name in batch.schema.names]
                weights = [self._weight(column) for _, column in columns]
                for n in range(batch.num_rows):
                    self._check(weights, [column[n] for _, column in columns])
                    yield {name: column[n].as_py() for name, column in columns}
            except (self._arrow.ArrowException, OSError, ValueError, OverflowError) as error:
                raise self._damaged(error) from error

    def _texts(self) -> list[str]:
        """The paths of all texts, at the top and in lists."""
        schema = self._found.metadata.schema
        columns = (schema.column(n) for n in range(len(schema)))
        return [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]

    def _is_plain(self, kind: Any, depth: int = 0) -> bool:
        """Whether a column is of single values, or lists of these or of objects of these; others stay aside."""
        types = self._arrow.types
        if types.is_list(kind) or types.is_large_list(kind):
            return depth == 0 and self._is_plain(kind.value_type, 1)
        if types.is_struct(kind):
            return depth == 1 and all(self._is_plain(field.type, 2) for field in kind)
        if types.is_dictionary(kind):
            return self._is_plain(kind.value_type, 2)
        return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_primitive(kind))

    def _weight(self, column: Any) -> int:
        """The most characters that one item of a list in this column can have; 0 when it is no list."""
        types = self._arrow.types
        if not (types.is_list(column.type) or types.is_large_list(column.type)):
            return 0
        items = column.values
        parts = [items.field(n) for n in range(items.type.num_fields)] if types.is_struct(items.type) else [items]
        lengths = (_longest(part.dictionary) for part in parts if types.is_dictionary(part.type))
        return 1 + sum(lengths)

    def _check(self, weights: Sequence[int], values: Sequence[Any]) -> None:
        """Raises InputError("input.too-large") when a row says a few long texts so often that it would fill memory."""
        for weight, value in zip(weights, values, strict=True):
            if weight and value.is_valid and weight * len(value) > 4 * RECORD:
                raise InputError("input.too-large", path=self._source.path, limit=RECORD // (1024 * 1024))

    def _damaged(self, error: Exception) -> InputError:
        return InputError("input.damaged", path=self._source.path, reason=str(error).splitlines()[0][:200])


def _longest(texts: Any) -> int:
    return max((len(text.as_buffer()) for text in texts if text.is_valid), default=0)


class ParquetSink:
    """One parquet file on its way out, handed over row group by row group."""

    def __init__(self, name: str, schema: Any, extra: str, format_name: str) -> None:
        self.name = name
        self.rows = 0
        self.bytes = 0
        self._arrow: Any = needed("pyarrow", extra, format_name)
        parquet: Any = needed("pyarrow.parquet", extra, format_name)
        self._schema = schema
        self._out = Drain()
        self._writer = parquet.ParquetWriter(self._out, schema, compression="zstd")

    def write(self, rows: Sequence[dict[str, Any]]) -> bytes:
        """The bytes of one row group."""
        table = self._arrow.Table.from_pylist(list(rows), schema=self._schema)
        self.rows += table.num_rows
        self.bytes += table.nbytes
        self._writer.write_table(table)
        return self._out.drained()

    def end(self) -> Iterator[bytes]:
        """The last bytes of the file."""
        self._writer.close()
        yield self._out.drained()
