from __future__ import annotations

from pathlib import Path

from annotator.storage import first_page
from annotator.storage.project import Project
from annotator.workflows.setup import sample_project


def test_it_is_what_the_list_shows_and_where_the_person_was(tmp_path: Path) -> None:
    path = str(tmp_path / "sample.annotator")
    project = sample_project(path, "Lan")
    lan = project.people.find("Lan")
    keys = project.documents.ids()
    project.documents.keep_place(keys[2], lan.id, 10)
    project.close()
    page = first_page.read(path, "Lan", "title", True, 3)
    assert len(page.rows) == 3
    assert page.current == keys[2]
    titles = [row.title for row in first_page.read(path, "Lan", "title", False, 20).rows]
    assert [row.title for row in page.rows] == titles[::-1][:3]


def test_what_cannot_be_opened_gives_no_rows(tmp_path: Path) -> None:
    other = tmp_path / "other.annotator"
    other.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    assert first_page.read(str(other), "Lan", "added", False, 5).rows == []
    assert first_page.read(str(tmp_path / "missing.annotator"), "Lan", "added", False, 5).rows == []
    assert other.read_bytes().startswith(b"not a database")


def test_a_foreign_schema_is_not_read(tmp_path: Path) -> None:
    path = str(tmp_path / "p.annotator")
    project = Project.create(path)
    project.store.connection.execute("CREATE VIEW sneaky AS SELECT 1")
    project.close()
    assert first_page.read(path, "Lan", "added", False, 5).rows == []
