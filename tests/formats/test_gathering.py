"""What is gathered of a file of another program, whatever the file holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core.exchange import Link, Mark
from annotator.formats.parts.gathering import LISTED, Gathering
from annotator.formats.protocol import BadRecord, Notice
from annotator.formats.source import FileSource

SOURCE = FileSource("a.ann")


def gathered(text: str = "Chị Mai ở Huế") -> Gathering:
    gathering = Gathering(text, SOURCE)
    gathering.span("T1", Mark(4, 7, "PER", "Mai"), 1)
    gathering.span("T2", Mark(10, 13, "địa danh", ""), 2)
    return gathering


def test_spans_and_what_hangs_on_them_make_a_layer() -> None:
    gathering = gathered()
    gathering.relation("R1", "T2", "T1", "có", 3)
    gathering.attribute("R1", "chắc", True, 4)
    gathering.attribute("T1", "giới", "nữ", 5)
    gathering.note("T2", "xem lại", 6)
    gathering.topic("du lịch", 7)
    layer = gathering.layer("Lan")
    assert layer.spans == (
        Mark(4, 7, "PER", "Mai", attributes={"giới": "nữ"}),
        Mark(10, 13, "địa_danh", "Huế", note="xem lại"),
    )
    assert layer.relations == (Link(1, 0, "có", attributes={"chắc": True}),)
    assert [topic.label for topic in layer.document_labels] == ["du_lịch"]
    assert list(gathering.told()) == []


def test_what_is_wrong_is_listed_with_what_hangs_on_it() -> None:
    gathering = gathered()
    gathering.span("T3", Mark(4, 40, "PER", ""), 3)
    gathering.attribute("T3", "giới", "nữ", 4)
    gathering.attribute("T1", "giới", "nữ", 5)
    gathering.attribute("T1", "giới", "nam", 6)
    gathering.span("T4", Mark(4, 7, "PER", ""), 7)
    gathering.topic("a", 8)
    gathering.topic("a", 9)
    told = [(each.error.code, each.error.values["line"]) for each in gathering.told()]
    assert told == [
        ("annotation.span", 3), ("record.reference", 4), ("annotation.key-twice", 6), ("annotation.span-twice", 7),
        ("annotation.document-label-twice", 9),
    ]  # fmt: skip


def test_kinds_that_have_no_place_are_told_once() -> None:
    gathering = gathered()
    for kind in ("E", "N", "E"):
        gathering.unknown(kind)
    (notice,) = gathering.told()
    assert isinstance(notice, Notice)
    assert (notice.error.values["kinds"], notice.error.values["n"]) == ("E, N", 3)


def test_of_a_flood_of_bad_records_the_first_are_told_and_the_rest_counted() -> None:
    gathering = gathered()
    for line in range(LISTED + 5):
        gathering.bad("record.pattern", line, pattern="x")
    told = list(gathering.told())
    assert len(told) == LISTED + 1
    assert isinstance(told[-1], BadRecord)
    assert told[-1].error.values == {"path": "a.ann", "line": LISTED + 4, "n": 5}


def test_quotes_that_are_nowhere_do_not_cost_a_search_each() -> None:
    gathering = Gathering("Huế đẹp " * 100_000, SOURCE)
    for number in range(300):
        gathering.span(str(number), Mark(number, number + 3, "LOC", f"Lào {number}"), number)
    assert [each.error.code for each in gathering.told()] == ["annotation.quote"] * 300


class Counting(str):
    """A text that knows how often it was searched."""

    searches = 0

    def count(self, *what: object) -> int:
        type(self).searches += 1
        return super().count(*what)  # type: ignore[arg-type]


def test_a_text_in_which_too_much_was_looked_for_is_not_searched_any_more() -> None:
    gathering = Gathering(Counting("Huế đẹp " * 100_000), SOURCE)
    for number in range(300):
        gathering.span(str(number), Mark(number, number + 3, "LOC", f"Lào {number}"), number)
    assert Counting.searches == 13
    gathering.span("good", Mark(0, 3, "LOC", "Huế"), 301)
    assert "good" in gathering


CHILD = """
import resource, sys
limit = 900 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from annotator.core.errors import InputError
from annotator.formats.brat import Brat
from annotator.formats.vlsp2018 import Vlsp2018
from annotator.formats.webanno_tsv import WebannoTsv
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource
format_ = {"ann": Brat, "muc": Vlsp2018, "tsv": WebannoTsv}[sys.argv[1].rpartition(".")[2]]()
try:
    print(sum(1 for _ in format_.read(FileSource(sys.argv[1]), ReadOptions())))
except InputError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited with RLIMIT_AS")
@pytest.mark.parametrize(
    ("name", "begin", "repeated", "size"),
    [
        ("a.ann", "", "x\n", 3),
        ("a.ann", "", "x", 20),
        ("a.muc", "Huế ", "</ENAMEX>", 6),
        ("a.tsv", "#FORMAT=WebAnno TSV 3\n", "#T_SP=a\n#Text=x\n", 20),
    ],
)
def test_memory_stays_bounded_whatever_a_file_holds(
    tmp_path: Path, name: str, begin: str, repeated: str, size: int
) -> None:
    path = tmp_path / name
    (tmp_path / "a.txt").write_text("Huế")
    flood = begin + repeated * (size * 1024 * 1024 // len(repeated))
    path.write_text(flood.encode()[: size * 1024 * 1024].decode("utf-8", "ignore"), encoding="utf-8")
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()
