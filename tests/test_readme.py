from __future__ import annotations

import json
import re
import runpy
import shlex
from pathlib import Path

import click
import jsonschema
import pytest

from annotator import __main__, cli, formats
from annotator.core import labels
from annotator.core.assets import asset
from annotator.formats.jsonl import records as jsonl_records
from annotator.ui.action_table import MENUS
from annotator.ui.actions import plain

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


def section(heading: str) -> str:
    """The text under a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells if set(row[0]) != {"-"}][1:]


def commands() -> list[list[str]]:
    """The commands of the command line's section, each as its words after `annotator`."""
    blocks = re.findall(r"```sh\n(.*?)```", section("Command line"), re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def json_blocks() -> list[dict[str, object]]:
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, re.DOTALL)]


def test_the_table_of_keys_is_the_table_of_actions() -> None:
    expected = [
        [plain(title), plain(spec.text), " ".join(f"`{key}`" for key in spec.keys)]
        for title, specs in MENUS
        for spec in specs
        if spec.keys
    ]
    assert rows(section("Keys")) == expected


def test_the_table_of_labels_is_the_default_label_set() -> None:
    specs = labels.loads(asset("resources", "labels", "default.json").read_text("utf-8"))
    expected = [[spec.name, spec.title_en, spec.title_vi, f"`{spec.key}`"] for spec in specs if spec.scope == "span"]
    assert rows(section("Labels and guideline")) == expected


def test_the_table_of_formats_is_made_from_the_formats() -> None:
    maker = runpy.run_path(str(ROOT / "resources" / "formats" / "table.py"))
    assert maker["with_table"](README) == README
    table = {row[0].strip("`"): row for row in rows(section("Formats"))}
    assert list(table) == [name for name in formats.names() if name in formats._BUILT_IN]
    assert table["conll"][2:16] == ["✓", "✓", "`.conll` `.iob2` `.iob`", *[""] * 11]
    assert (table["spacy"][-1], table["page"][-1]) == ("`annotator[spacy]`", "")


def test_every_command_is_shown() -> None:
    assert {words[0] for words in commands()} == set(__main__.COMMANDS)


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_command_has_the_arguments_and_options_shown(words: list[str]) -> None:
    command = cli.group.commands[words[0]]
    with click.Context(command) as context:
        command.parse_args(context, words[1:])


def test_the_examples_of_records_fit_the_schema_and_are_read() -> None:
    schema = json.loads(asset("resources", "schema", "annotator-jsonl.schema.json").read_text("utf-8"))
    one_layer, header, all_layers, related = json_blocks()
    for record in (one_layer, header, all_layers, related):
        jsonschema.validate(record, schema)
    assert jsonl_records.is_header(header)
    assert len(jsonl_records.data_set(header).annotators) == 2
    for record, layers in ((one_layer, 1), (all_layers, 2), (related, 1)):
        document = jsonl_records.document(record, "readme.jsonl", 1, [])
        assert len(document.annotations) == layers
        assert all(mark.quote == document.text[mark.start : mark.end] for mark in document.annotations[0].spans)


def test_pictures_and_files_that_are_named_are_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert len(pictures) >= 2
    named = re.findall(r"(?:resources|tests|seeds|\.ci|annotator)/[\w./-]*\w", README)
    missing = [name for name in (*pictures, *named) if not name.startswith("annotator/annotator") and not _exists(name)]
    assert missing == []


def _exists(name: str) -> bool:
    return (ROOT / name).exists() or name.startswith("dist/")


def test_the_changelog_tells_of_this_version() -> None:
    from annotator import __version__

    assert re.search(rf"^## {re.escape(__version__)}\b", CHANGELOG, re.MULTILINE)
