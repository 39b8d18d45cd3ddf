"""The sentences a person reads about errors and acts, in the language of the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.messages import QT_TRANSLATE_NOOP, SENTENCES, fill
from annotator.core.shown import one_line

LONGEST = 30
"""Characters of a quote or title in the name of an act; more are cut and shown as "…"."""

ACTS: dict[str, str] = {
    "span.add": QT_TRANSLATE_NOOP("acts", "label “{quote}” {label}"),
    "span.delete": QT_TRANSLATE_NOOP("acts", "delete “{quote}”"),
    "span.relabel": QT_TRANSLATE_NOOP("acts", "relabel “{quote}” {label}"),
    "span.move": QT_TRANSLATE_NOOP("acts", "move the edges of “{quote}”"),
    "span.note": QT_TRANSLATE_NOOP("acts", "note on “{quote}”"),
    "span.attributes": QT_TRANSLATE_NOOP("acts", "change the attributes of “{quote}”"),
    "relation.add": QT_TRANSLATE_NOOP("acts", "relate “{source}” {label} “{target}”"),
    "relation.delete": QT_TRANSLATE_NOOP("acts", "delete a relation {label}"),
    "relation.relabel": QT_TRANSLATE_NOOP("acts", "relabel a relation {label}"),
    "relation.turn": QT_TRANSLATE_NOOP("acts", "turn a relation {label} round"),
    "document-label.add": QT_TRANSLATE_NOOP("acts", "label the article {label}"),
    "document-label.delete": QT_TRANSLATE_NOOP("acts", "take {label} off the article"),
    "import.project": QT_TRANSLATE_NOOP("acts", "merge {project}"),
    "suggestion.accept": QT_TRANSLATE_NOOP("acts", "accept “{quote}” {label}"),
    "suggestion.correct": QT_TRANSLATE_NOOP("acts", "correct “{quote}” {label}"),
    "suggestion.reject": QT_TRANSLATE_NOOP("acts", "reject “{quote}” {label}"),
    "suggestion.reject-same": QT_TRANSLATE_NOOP("acts", "reject “{quote}” {label} at {n} places"),
    "suggestion.accept-same": QT_TRANSLATE_NOOP("acts", "accept “{quote}” {label} everywhere"),
    "suggestion.skip": QT_TRANSLATE_NOOP("acts", "skip “{quote}” {label}"),
    "suggestion.accept-many": QT_TRANSLATE_NOOP("acts", "accept “{quote}” {label} at {n} places"),
    "suggestion.correct-many": QT_TRANSLATE_NOOP("acts", "correct “{quote}” to {label} at {n} places"),
    "suggestion.reject-many": QT_TRANSLATE_NOOP("acts", "reject “{quote}” {label} at {n} places"),
    "suggestion.skip-many": QT_TRANSLATE_NOOP("acts", "skip “{quote}” {label} at {n} places"),
    "annotator.rename": QT_TRANSLATE_NOOP("acts", "rename the annotator to {name}"),
    "article.state": QT_TRANSLATE_NOOP("acts", "mark the article as {state}"),
    "article.details": QT_TRANSLATE_NOOP("acts", "change the details of “{title}”"),
    "article.remove": QT_TRANSLATE_NOOP("acts", "remove “{title}”"),
    "line.kind": QT_TRANSLATE_NOOP("acts", "mark the line as {kind}"),
    "label.load": QT_TRANSLATE_NOOP("acts", "load a label set"),
    "label.add": QT_TRANSLATE_NOOP("acts", "add label {label}"),
    "label.change": QT_TRANSLATE_NOOP("acts", "change the label set"),
    "label.remove": QT_TRANSLATE_NOOP("acts", "remove label {label}"),
}
"""The name of every act, as it follows "Undo" in the menu; the keys are the names of edits."""


NOTICES: dict[str, str] = {
    "suggestion.reject-same": QT_TRANSLATE_NOOP("acts", "Rejected at {n} places of this article: “{quote}” {label}"),
    "suggestion.accept-many": QT_TRANSLATE_NOOP("acts", "Accepted at {n} places: “{quote}” {label}"),
    "suggestion.correct-many": QT_TRANSLATE_NOOP("acts", "Corrected at {n} places: “{quote}” {label}"),
    "suggestion.reject-many": QT_TRANSLATE_NOOP("acts", "Rejected at {n} places: “{quote}” {label}"),
    "suggestion.skip-many": QT_TRANSLATE_NOOP("acts", "Skipped at {n} places: “{quote}” {label}"),
}
"""What is said of an act that reaches further than what is on screen; the keys are the names of edits."""


class CountedActs(QObject):
    """The acts whose name holds a number; a class, because only its `tr` knows plural forms."""

    def name(self, act: str, n: int) -> str:
        """The name of an act over `n` things."""
        names = {
            "span.add-many": self.tr("label %n place(s) {label}", "", n),
            "span.relabel-many": self.tr("relabel %n annotation(s) {label}", "", n),
            "span.delete-many": self.tr("delete %n annotation(s)", "", n),
            "relation.delete-many": self.tr("delete %n relation(s)", "", n),
            "suggestion.accept-all": self.tr("accept %n suggestion(s)", "", n),
            "suggestion.ask-again": self.tr("ask again about %n skipped suggestion(s)", "", n),
            "import": self.tr("import %n article(s)", "", n),
            "import.annotations": self.tr("import annotations for %n article(s)", "", n),
        }
        return names[act]


COUNTED = (
    "span.add-many",
    "span.relabel-many",
    "span.delete-many",
    "relation.delete-many",
    "suggestion.accept-all",
    "suggestion.ask-again",
    "import",
    "import.annotations",
)
"""The acts that `CountedActs` names."""


_VALUES: dict[str, dict[str, str]] = {
    "state": {
        "new": QT_TRANSLATE_NOOP("acts", "new"),
        "in-progress": QT_TRANSLATE_NOOP("acts", "in progress"),
        "done": QT_TRANSLATE_NOOP("acts", "done"),
        "skipped": QT_TRANSLATE_NOOP("acts", "skipped"),
    },
    "kind": {
        "title": QT_TRANSLATE_NOOP("acts", "title"),
        "date": QT_TRANSLATE_NOOP("acts", "date line"),
        "author": QT_TRANSLATE_NOOP("acts", "author"),
        "source": QT_TRANSLATE_NOOP("acts", "source"),
        "section": QT_TRANSLATE_NOOP("acts", "section"),
        "menu": QT_TRANSLATE_NOOP("acts", "menu"),
        "caption": QT_TRANSLATE_NOOP("acts", "caption"),
        "repeated": QT_TRANSLATE_NOOP("acts", "repeated line"),
        "image": QT_TRANSLATE_NOOP("acts", "image path"),
        "player": QT_TRANSLATE_NOOP("acts", "player"),
        "counter": QT_TRANSLATE_NOOP("acts", "counter"),
        "blank": QT_TRANSLATE_NOOP("acts", "blank line"),
        "body": QT_TRANSLATE_NOOP("acts", "text"),
    },
}
_VALUES["here"] = _VALUES["there"] = {
    **_VALUES["state"],
    "accepted": QT_TRANSLATE_NOOP("acts", "accepted"),
    "rejected": QT_TRANSLATE_NOOP("acts", "rejected"),
    "corrected": QT_TRANSLATE_NOOP("acts", "corrected"),
}
"""Values of edits and errors that are codes, and what they are called."""

_CODED = ("here", "there")
"""The values of errors that may be such."""


def sentence(error: AnnotatorError) -> str:
    """What happened, in the language of the window; the code itself where there is no sentence for it."""
    if error.code not in SENTENCES:
        return str(error)
    told = type(error)(error.code, **{key: _worded_code(key, value) for key, value in error.values.items()})
    return fill(QCoreApplication.translate("errors", SENTENCES[error.code]), told)


def act_name(edit: Edit) -> str:
    """A short name for an edit, to stand after "Undo" or "Redo"."""
    act, n = edit.name, int(edit.values.get("n", 0))
    if act == "import" and "project" in edit.values:
        act = "import.project"
    elif act == "import" and not n:
        n = len(edit.documents())
        act = "import.annotations" if n else "label.load"
    name = CountedActs().name(act, n) if act in COUNTED else QCoreApplication.translate("acts", ACTS[act])
    return _filled(name, edit)


def notice(edit: Edit) -> str:
    """What the window says when an edit is done; empty for most."""
    return _filled(QCoreApplication.translate("acts", NOTICES[edit.name]), edit) if edit.name in NOTICES else ""


def elided(text: str, longest: int = LONGEST) -> str:
    """A text on one line of at most `longest` characters."""
    line = " ".join(text.split())
    return one_line(line if len(line) <= longest else line[: longest - 1].rstrip() + "…")


def _filled(sentence: str, edit: Edit) -> str:
    return sentence.format_map(_Places({key: _worded(key, value) for key, value in edit.values.items()}))


def _worded(key: str, value: Any) -> str:
    known = _VALUES.get(key, {}).get(str(value))
    return QCoreApplication.translate("acts", known) if known else elided(str(value))


def _worded_code(key: str, value: object) -> object:
    """A value of an error, or what it is called where it is one of our codes."""
    known = _VALUES.get(key, {}).get(value) if isinstance(value, str) else None
    return QCoreApplication.translate("acts", known) if known and key in _CODED else value


class _Places(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
