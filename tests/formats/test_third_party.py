"""Formats of other packages by the front door: installed beside us, asked for on the command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
RECORD = {
    "text": "Bà 👩‍👧 Trần Thị Bé\u00a0ở Huế.",
    "annotator": "Lan",
    "spans": [{"start": 7, "end": 18, "label": "PER"}, {"start": 7, "end": 11, "label": "TITLE"}],
    "document_labels": ["society"],
}


def block(kind: str) -> str:
    """The block of code of the README that shows how a format is added."""
    section = (REPOSITORY / "README.md").read_text("utf-8").split("**A format of your own**")[1]
    found = re.search(rf"```{kind}\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1]


def install(site: Path, package: str, code: str, points: str) -> None:
    """Puts a package into a folder as pip does."""
    papers = site / f"{package}-1.0.dist-info"
    papers.mkdir(parents=True)
    (site / f"{package}.py").write_text(code, "utf-8")
    (papers / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
    (papers / "entry_points.txt").write_text(points, "utf-8")


def run(site: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The program with these packages beside it."""
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(site)]),
        "ANNOTATOR_HOME": str(site.parent),
    }
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, check=False, env=env, cwd=site.parent, capture_output=True, encoding="utf-8")


def test_a_format_from_elsewhere_is_listed_written_checked_and_read(tmp_path: Path) -> None:
    installed = tmp_path / "site"
    points = block("toml").replace("project.entry-points.", "").replace('"', "")
    install(installed, "annotator_triples", block("python"), points)
    listed = {row["name"]: row for row in json.loads(run(installed, "formats", "--json").stdout)}
    assert listed["triples"]["title"] == "Text and triples, JSON lines"

    (tmp_path / "bài.jsonl").write_text(json.dumps(RECORD) + "\n", "utf-8")
    for first, second in (("a", "bài.jsonl"), ("b", "ra.triples")):
        assert run(installed, "new", f"{first}.annotator", "--annotator", "Lan").returncode == 0
        done = run(installed, "import", f"{first}.annotator", second, "--annotator", "Lan")
        assert done.returncode == 0, done.stderr + done.stdout
        wanted = ("--output", "ra.triples", "--state", "new") if first == "a" else ("--output", "lại.triples")
        done = run(installed, "export", f"{first}.annotator", "--format", "triples", "--state", "new", *wanted)
        assert done.returncode == 0, done.stderr + done.stdout
        assert "2 spans" in done.stdout
        assert ("society" in done.stdout + done.stderr) == (first == "a")  # what it cannot hold is listed

    text, spans = json.loads((tmp_path / "ra.triples").read_bytes())
    assert text == RECORD["text"]
    assert sorted(map(tuple, spans)) == [(7, 11, "TITLE"), (7, 18, "PER")]
    assert (tmp_path / "lại.triples").read_bytes() == (tmp_path / "ra.triples").read_bytes()


def test_one_that_cannot_be_loaded_is_named_when_it_is_asked_for(tmp_path: Path) -> None:
    installed = tmp_path / "site"
    points = "[annotator.formats]\nbroken = annotator_broken:Broken\n"
    install(installed, "annotator_broken", "import no_such_module\n", points)
    run(installed, "new", "a.annotator", "--annotator", "Lan")
    done = run(installed, "export", "a.annotator", "--format", "broken", "--output", "ra")
    assert done.returncode != 0
    assert "broken" in done.stderr
    assert "no_such_module" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "ra").exists()
