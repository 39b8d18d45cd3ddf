"""Pages that would keep their reader for ever, break it or take all memory; the tests bring such a reader."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.page.article import RawPage
from annotator.formats.page.process import PageProcess
from annotator.formats.protocol import ReadOptions, never
from annotator.formats.source import FileSource

READER = """
import os
from types import SimpleNamespace

def bare_extraction(tree, **options):
    said = tree.text_content().strip()
    if said.startswith("endless"):
        open(said.split()[1], "w").close()
        while True:
            pass
    if said == "dying":
        os._exit(3)
    if said == "greedy":
        bytearray(1 << 62)
    if said == "printing":
        print("what nobody asked for")
    return SimpleNamespace(text=said, title=str(os.getpid()), author="", sitename="", hostname="", url="")
"""


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageProcess]:
    """The process with that reader in place of trafilatura."""
    (tmp_path / "trafilatura.py").write_text(READER, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    made = PageProcess()
    yield made
    made.close()
    assert not multiprocessing.active_children()


def page(text: str) -> RawPage:
    return RawPage(f"<html><body><p>{text}</p></body></html>".encode(), "a/trang.html", "trang.html")


def test_pages_are_read_by_one_process_beside_ours(process: PageProcess, capfd: pytest.CaptureFixture[str]) -> None:
    documents = [process.read(page(text), never) for text in ("Mưa ở Huế.", "Nắng ở Vinh.", "printing")]
    assert [document.text for document in documents] == ["Mưa ở Huế.", "Nắng ở Vinh.", "printing"]
    assert len({document.title for document in documents} - {str(os.getpid())}) == 1
    assert capfd.readouterr().out == ""


def test_who_waits_can_stop_a_page_that_never_ends(process: PageProcess, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with pytest.raises(InputError) as caught:
        process.read(page(f"endless {begun}"), begun.exists)
    assert caught.value.code == "input.stopped"
    assert not multiprocessing.active_children()
    assert process.read(page("Mưa ở Huế."), never).text == "Mưa ở Huế."


def test_a_page_that_takes_too_long_is_told_and_the_next_one_is_read(process: PageProcess, tmp_path: Path) -> None:
    process.read(page("Mưa ở Huế."), never)
    process._patience = 0
    with pytest.raises(InputError) as caught:
        process.read(page(f"endless {tmp_path / 'begun'}"), never)
    assert (caught.value.code, caught.value.values) == ("input.page-stuck", {"path": "a/trang.html"})
    assert not multiprocessing.active_children()
    process._patience = 3600
    assert process.read(page("Nắng ở Vinh."), never).text == "Nắng ở Vinh."


@pytest.mark.parametrize("text", ["dying", "greedy"])
def test_a_page_that_breaks_its_reader_is_told_and_the_next_one_is_read(process: PageProcess, text: str) -> None:
    with pytest.raises(InputError) as caught:
        process.read(page(text), never)
    assert caught.value.code == "input.page-stuck"
    assert process.read(page("Mưa ở Huế."), never).text == "Mưa ở Huế."


def test_a_process_that_went_meanwhile_is_made_anew(process: PageProcess) -> None:
    process.read(page("Mưa ở Huế."), never)
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    assert process.read(page("Nắng ở Vinh."), never).text == "Nắng ở Vinh."


def test_without_an_import_around_it_a_page_leaves_no_process(process: PageProcess, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("Mưa ở Huế.").data)
    (document,) = formats.get("page").read(FileSource(str(tmp_path / "a.html")), ReadOptions())
    assert isinstance(document, AnnotatedDocument)
    assert document.text == "Mưa ở Huế."
    assert not multiprocessing.active_children()
