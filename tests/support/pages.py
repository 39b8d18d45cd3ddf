"""The pages of an SQLite file and where the rows of a table lie in them, read as the file format describes it.

https://www.sqlite.org/fileformat2.html, sections 1.3 (header), 1.5 (freelist) and 1.6 (b-tree pages).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

_INTERIOR, _LEAF = 0x05, 0x0D


@dataclass
class Cell:
    """A row of a table: its number, and the ranges of bytes in the file that are its header and content."""

    row: int
    ranges: list[tuple[int, int]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many bytes these are."""
        return sum(end - start for start, end in self.ranges)

    def byte(self, number: int) -> int:
        """Where in the file the byte of this number lies."""
        for start, end in self.ranges:
            if number < end - start:
                return start + number
            number -= end - start
        raise IndexError(number)


class Pages:
    """A file at rest, without a log."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        self.size = int.from_bytes(self.content[16:18], "big")
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").fetchall()
        self._roots = dict(rows)

    @property
    def in_use(self) -> list[int]:
        """The pages that hold something, from 1."""
        return [page for page in range(1, len(self.content) // self.size + 1) if page not in self._free()]

    def page(self, number: int) -> bytes:
        """The bytes of a page."""
        return self.content[(number - 1) * self.size : number * self.size]

    def cells(self, table: str) -> Iterator[Cell]:
        """The rows of a table that is no WITHOUT ROWID one."""
        yield from self._below(self._roots[table])

    def _free(self) -> set[int]:
        """The leaves of the freelist; its trunks count as used, since they hold the list."""
        found: set[int] = set()
        trunk = self._number(32, 4)
        while trunk:
            at = (trunk - 1) * self.size
            found.update(self._number(at + 8 + 4 * n, 4) for n in range(self._number(at + 4, 4)))
            trunk = self._number(at, 4)
        return found

    def _below(self, page: int) -> Iterator[Cell]:
        base = (page - 1) * self.size
        at = base + (100 if page == 1 else 0)
        kind, count = self.content[at], self._number(at + 3, 2)
        head = 12 if kind == _INTERIOR else 8
        cells = [base + self._number(at + head + 2 * n, 2) for n in range(count)]
        if kind == _LEAF:
            yield from map(self._cell, cells)
            return
        for cell in cells:
            yield from self._below(self._number(cell, 4))
        yield from self._below(self._number(at + 8, 4))

    def _cell(self, at: int) -> Cell:
        size, start = self._varint(at)
        row, start = self._varint(start)
        local = self._local(size)
        cell = Cell(row, [(start, start + local)])
        left, page = size - local, self._number(start + local, 4) if size > local else 0
        while left:
            begin = (page - 1) * self.size + 4
            taken = min(left, self.size - 4)
            cell.ranges.append((begin, begin + taken))
            left, page = left - taken, self._number(begin - 4, 4)
        return cell

    def _local(self, size: int) -> int:
        """How many bytes of a row lie in its leaf."""
        most, least = self.size - 35, (self.size - 12) * 32 // 255 - 23
        if size <= most:
            return size
        fitting = least + (size - least) % (self.size - 4)
        return fitting if fitting <= most else least

    def _number(self, at: int, length: int) -> int:
        return int.from_bytes(self.content[at : at + length], "big")

    def _varint(self, at: int) -> tuple[int, int]:
        value = 0
        for byte in self.content[at : at + 9]:
            at += 1
            value = value << 7 | byte & 0x7F
            if not byte & 0x80:
                break
        return value, at
