from __future__ import annotations

from annotator.nlp.suggesters.news.clusters import Clusters, units
from annotator.nlp.suggesters.news.evidence import Evidence, neighbours
from annotator.nlp.suggesters.news.shapes import is_shouted, runs, shape

LINES = [
    ["ông", "Nguyễn", "Văn", "Thắng", "ở", "Huế"],
    ["anh", "Thắng", "đi", "chợ"],
    ["Thắng", "nói"],
    ["TIN", "VUI", "Ở", "HUẾ"],
]


def test_a_later_mention_is_told_what_stands_beside_it_elsewhere() -> None:
    evidence = Evidence(LINES)
    own = neighbours(["thắng", "nói"], 0, 1)
    assert set(evidence.beside("thắng", own)) == {"l=anh", "r=đi", "m=<|anh"}
    assert evidence.longer("thắng", "thắng") == [("E", "nguyễn văn thắng")]
    assert "thắng" in evidence.given
    assert evidence.counts["thắng"] == 2
    assert "nói" in evidence.small


def test_a_line_of_capitals_says_nothing_of_neighbours() -> None:
    assert is_shouted(LINES[3], runs(LINES[3]))
    assert Evidence(LINES[3:]).beside("tin vui ở huế", ()) == []


def test_runs_and_units_of_capitals() -> None:
    texts = ["Theo", "UBND", "TP", "Hà", "Nội", ",", "HLV", "Park", "Hang", "Seo"]
    assert runs(texts) == [(0, 5), (6, 10)]
    assert [" ".join(texts[a:b]) for a, b in units(texts)] == ["Theo", "UBND TP", "Hà Nội", ",", "HLV", "Park Hang Seo"]


def test_the_longest_known_name_is_found() -> None:
    clusters = Clusters({}, {"Hà Nội": ("1", "2"), "Hà Nội FC": ("3", "4")})
    texts = ["Hà", "Nội", "FC", "thắng"]
    assert clusters.longest_name(texts, 0, 3) == 3
    assert clusters.longest_name(texts, 0, 2) == 2
    assert clusters.longest_name(texts, 1, 3) == 1


def test_shapes() -> None:
    assert [shape(text) for text in ("2026", "02-NQ", "3,5", "UBND", "T.T", "A", "Hà", "McAn", "ở", ",")] == [
        "d4", "dA", "dx", "XX", "X.X", "X", "Xx", "XxX", "x", ",",
    ]  # fmt: skip
