"""What a project says, by names and texts alone: of the model, of a JSONL file of ours, and of the two together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from machine_model import Model, Row

Layer = dict[str, Any]
"""spans, relations, topics, answers: by place; state; seconds."""
Content = dict[str, dict[str, Any]]
"""By text: title, lines, layers by (annotator, kind)."""


def of_model(model: Model) -> Content:
    """What a model's visible documents say."""
    return {model.texts[key]: _document(model, key) for key in model.visible()}


def _document(model: Model, key: int) -> dict[str, Any]:
    lines = [row for row in model.table("furniture") if row["document"] == key]
    layers = {(row["name"], row["kind"]): _layer(model, key, row["id"]) for row in model.table("annotator")}
    return {
        "title": model.rows["document", key]["title"],
        "lines": {(row["start"], row["end"], row["kind"], row["origin"]) for row in lines},
        "layers": {name: layer for name, layer in layers.items() if layer != empty()},
    }


def empty() -> Layer:
    """A layer in which nothing was done."""
    return {"spans": {}, "relations": {}, "topics": set(), "answers": {}, "state": "new", "seconds": 0.0}


def _layer(model: Model, document: int, annotator: int) -> Layer:
    def place(row: Row) -> tuple[int, int, str]:
        return row["start"], row["end"], model.rows["label", row["label"]]["name"]

    def end(key: int) -> tuple[int, int, str]:
        return place(model.rows["span", key])

    found = empty()
    for row in model.layer("span", document, annotator):
        found["spans"][place(row)] = {name: row[name] for name in _OF_SPAN}
    for row in model.layer("relation", document, annotator):
        label = model.rows["label", row["label"]]["name"]
        found["relations"][end(row["source"]), end(row["target"]), label] = row["attributes"]
    for row in model.layer("document_label", document, annotator):
        found["topics"].add(model.rows["label", row["label"]]["name"])
    for row in model.layer("answer", document, annotator):
        found["answers"][place(row)] = row["answer"]
    assignment = model.assignment(document, annotator)
    found["state"] = assignment["state"] if assignment else "new"
    found["seconds"] = model.seconds.get((document, annotator), 0.0)
    return found


_OF_SPAN = {"quote": "", "score": None, "origin": "manual", "note": "", "attributes": {}}
"""What a span says besides its place, with what is meant where the file does not say it."""


def of_file(path: str) -> Content:
    """What a file of all layers in our JSONL says, read without any code of the application."""
    records = [json.loads(line) for line in Path(path).read_bytes().decode().split("\n") if line]
    return {record["text"]: _of_record(record) for record in records if "text" in record}


def _of_record(record: Row) -> dict[str, Any]:
    return {
        "title": record["title"],
        "lines": {tuple(line) for line in record.get("lines", [])},
        "layers": {(each["annotator"], each["kind"]): _of_layer(each) for each in record["annotations"]},
    }


def _of_layer(layer: Row) -> Layer:
    spans = layer.get("spans", [])
    places = [(span["start"], span["end"], span["label"]) for span in spans]
    numbers = {span["uid"]: at for at, span in enumerate(spans)}
    found = empty()
    found["spans"] = {
        place: {name: span.get(name, default) for name, default in _OF_SPAN.items()}
        for place, span in zip(places, spans, strict=True)
    }
    for each in layer.get("relations", []):
        source, target = (places[numbers.get(each[name], each[name])] for name in ("source", "target"))
        found["relations"][source, target, each["label"]] = each.get("attributes", {})
    found["topics"] = {each["label"] for each in layer.get("document_labels", [])}
    found["answers"] = {(a["start"], a["end"], a["label"]): a["answer"] for a in layer.get("answers", [])}
    found["state"], found["seconds"] = layer.get("state", "new"), layer.get("seconds", 0.0)
    return found


def together(here: Content, there: Content) -> Content:
    """What is here after what is there was brought in: what is missing comes, what is here stays as it is."""
    found = deepcopy(here)
    for text, document in there.items():
        mine = found.setdefault(text, {**document, "layers": {}})
        for name, layer in document["layers"].items():
            _bring(mine["layers"].setdefault(name, empty()), layer)
    return found


def _bring(mine: Layer, theirs: Mapping[str, Any]) -> None:
    for place, span in theirs["spans"].items():
        own = mine["spans"].setdefault(place, dict(span))
        own["note"] = own["note"] or span["note"]
        own["attributes"] = {**span["attributes"], **own["attributes"]}
    for name in ("relations", "answers"):
        mine[name] = {**theirs[name], **mine[name]}
    mine["topics"] = mine["topics"] | theirs["topics"]
    if mine["state"] == "new" and (theirs["state"] != "new" or not mine["seconds"]):
        mine["state"], mine["seconds"] = theirs["state"], mine["seconds"] + theirs["seconds"]


def lost(before: Content, after: Content) -> list[Any]:
    """What was said before and is not afterwards, or is otherwise; states may go on, and blanks of spans be filled."""
    found: list[Any] = [text for text in before if text not in after]
    for text, document in before.items():
        for name, layer in document["layers"].items():
            now = after.get(text, {"layers": {}})["layers"].get(name, empty())
            found += [
                (name, place) for place, said in layer["spans"].items() if not _holds(now["spans"].get(place), said)
            ]
            for kind in ("relations", "answers"):
                found += [(name, place) for place, said in layer[kind].items() if now[kind].get(place) != said]
            found += [(name, topic) for topic in layer["topics"] - now["topics"]]
    return found


def _holds(now: Row | None, said: Row) -> bool:
    """Whether a span says all that it said; a note and attributes that it had not may have come."""
    if now is None:
        return False
    filled = {**said, "note": said["note"] or now["note"], "attributes": {**now["attributes"], **said["attributes"]}}
    return now == filled
