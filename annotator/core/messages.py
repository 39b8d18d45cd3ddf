"""The English sentence for every error code. The command line prints it as it is, the window translates it.

A sentence says what happened, that nothing was lost where that is in doubt, and what to do.
"""

from __future__ import annotations

from annotator.core.errors import AnnotatorError


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802
    """Marks a sentence for the translators' tool, which knows this name; core itself has no Qt."""
    return text


SENTENCES: dict[str, str] = {
    "annotator.name": QT_TRANSLATE_NOOP("errors", "An annotator needs a name."),
    "annotator.none": QT_TRANSLATE_NOOP("errors", "Nobody annotates in this project yet; name the annotator."),
    "annotator.several": QT_TRANSLATE_NOOP("errors", "Several people annotate in this project ({names}); name the one that is meant."),
    "annotator.unknown": QT_TRANSLATE_NOOP("errors", "This project has no annotator “{name}”."),
    "article.ambiguous": QT_TRANSLATE_NOOP("errors", "Several articles are called “{article}”; use the number instead."),
    "article.unknown": QT_TRANSLATE_NOOP("errors", "There is no article “{article}” in this project."),
    "attribute.kind": QT_TRANSLATE_NOOP("errors", "“{kind}” is not a kind of attribute ({name} of {label})."),
    "attribute.name": QT_TRANSLATE_NOOP("errors", "An attribute's name is one word of at most 40 characters; “{name}” of {label} is not."),
    "attribute.name-taken": QT_TRANSLATE_NOOP("errors", "{label} has two attributes called {name}."),
    "attribute.unknown": QT_TRANSLATE_NOOP("errors", "The label {label} has no attribute “{name}”."),
    "attribute.value": QT_TRANSLATE_NOOP("errors", "“{value}” is not a value that {name} of {label} can have."),
    "attribute.values": QT_TRANSLATE_NOOP("errors", "Each value of the choice “{name}” of {label} is written once, and only a choice has values."),
    "check.answer": QT_TRANSLATE_NOOP("errors", "An answer from {start} to {end} does not fit the text."),
    "check.attributes": QT_TRANSLATE_NOOP("errors", "“{name}” of a {label} has a value that the label does not permit."),
    "check.digest": QT_TRANSLATE_NOOP("errors", "The text is not the one that was imported: its checksum differs."),
    "check.document-label": QT_TRANSLATE_NOOP("errors", "The label {label} is on the article, but it is not one for articles."),
    "check.file": QT_TRANSLATE_NOOP("errors", "The file itself is damaged: {reason}."),
    "check.journal": QT_TRANSLATE_NOOP("errors", "Edit {edit} of the history cannot be read."),
    "check.length": QT_TRANSLATE_NOOP("errors", "The text has {length} characters instead of {expected}."),
    "check.line": QT_TRANSLATE_NOOP("errors", "A line from {start} to {end} does not fit the text."),
    "check.not-indexed": QT_TRANSLATE_NOOP("errors", "The article cannot be found by searching: it is not in the index."),
    "check.quote": QT_TRANSLATE_NOOP("errors", "The text from {start} to {end} is not “{quote}”."),
    "check.reference": QT_TRANSLATE_NOOP("errors", "Row {row} of “{table}” refers to something in “{parent}” that is not there."),
    "check.relation": QT_TRANSLATE_NOOP("errors", "A relation {label} is not between two spans of one article and layer."),
    "check.relation-label": QT_TRANSLATE_NOOP("errors", "A relation has the label {label}, which is not one for relations."),
    "check.span-label": QT_TRANSLATE_NOOP("errors", "The text from {start} to {end} has the label {label}, which is not one for spans."),
    "check.tally": QT_TRANSLATE_NOOP("errors", "The counts of the list are wrong; counted were {spans} spans and {suggestions} open suggestions."),
    "check.unfinished-import": QT_TRANSLATE_NOOP("errors", "An import from {source} was interrupted; the next import sweeps it away."),
    "document-label.label": QT_TRANSLATE_NOOP("errors", "{name} is not a label for whole articles."),
    "edit.conflict": QT_TRANSLATE_NOOP("errors", "This does not go with what the project holds now; nothing was changed."),
    "edit.stale": QT_TRANSLATE_NOOP("errors", "This was changed by something else meanwhile, so nothing was done; look again and repeat it."),
    "evaluation.nothing": QT_TRANSLATE_NOOP("errors", "There is nothing to compare: “{name}” has no article in the state asked for, or no spans at all."),
    "export.nobody": QT_TRANSLATE_NOOP("errors", "Nobody has annotated here yet, so the articles were written without spans; name a machine's layer with --annotator."),
    "format.broken": QT_TRANSLATE_NOOP("errors", "The format “{name}” does not work here: {reason}."),
    "format.cannot-read": QT_TRANSLATE_NOOP("errors", "Files of the format “{format}” can be written but not imported."),
    "format.cannot-write": QT_TRANSLATE_NOOP("errors", "The format “{format}” can be imported but not written."),
    "format.no-segmenter": QT_TRANSLATE_NOOP("errors", "Words are asked for, but nothing here can find them; export by syllables."),
    "format.one-layer": QT_TRANSLATE_NOOP("errors", "The format “{format}” holds one layer only; name an annotator instead."),
    "format.unknown": QT_TRANSLATE_NOOP("errors", "There is no format “{name}”; known: {known}."),
    "gold.json": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: this is not a JSON object in UTF-8; nothing of the file was used."),
    "gold.layers": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: this file holds several layers; export one annotator's layer and use that."),
    "gold.quote": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: the text from {start} to {end} is not “{quote}”; nothing of the file was used."),
    "gold.span": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: a span from {start} to {end} as “{label}” does not fit a text of {length} characters, or its label is not one word; nothing of the file was used."),
    "gold.spans": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “spans” should be a list of start, end and label, each span once; nothing of the file was used."),
    "gold.text": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “text” should be a text that is neither blank nor broken; nothing of the file was used."),
    "guard.share": QT_TRANSLATE_NOOP("errors", "The bias guard cannot take {share} % of the articles."),
    "import.attributes": QT_TRANSLATE_NOOP("errors", "{path}: attributes of “{article}” that the labels here do not permit were left out ({n})."),
    "import.known": QT_TRANSLATE_NOOP("errors", "{path} was left out: the project has an article with exactly this text."),
    "import.nothing": QT_TRANSLATE_NOOP("errors", "{path} holds no file that can be imported."),
    "import.twice": QT_TRANSLATE_NOOP("errors", "{path} was left out: it has exactly the text of {other}."),
    "input.binary": QT_TRANSLATE_NOOP("errors", "{path} is not a text: there is a zero at byte {byte}."),
    "input.empty": QT_TRANSLATE_NOOP("errors", "{path} holds no text."),
    "input.encoding": QT_TRANSLATE_NOOP("errors", "{path} is neither UTF-8, UTF-16 nor Vietnamese Windows text (first odd byte: {byte}); save it as UTF-8 and import it again."),
    "input.missing": QT_TRANSLATE_NOOP("errors", "{path} does not exist."),
    "input.not-a-file": QT_TRANSLATE_NOOP("errors", "{path} is neither a file nor a folder."),
    "input.surrogate": QT_TRANSLATE_NOOP("errors", "This text holds half a character (a lone surrogate), which no file can hold; nothing was changed."),
    "input.unreadable": QT_TRANSLATE_NOOP("errors", "{path} could not be read: {reason}."),
    "input.version": QT_TRANSLATE_NOOP("errors", "{path} was written by a newer Annotator; update Annotator to import it."),
    "label.colour": QT_TRANSLATE_NOOP("errors", "“{colour}” is not a colour for {name}."),
    "label.key": QT_TRANSLATE_NOOP("errors", "A label's key is one character; “{key}” is not."),
    "label.key-reserved": QT_TRANSLATE_NOOP("errors", "The key {key} already does something else, so {name} cannot have it."),
    "label.key-taken": QT_TRANSLATE_NOOP("errors", "The key {key} already gives {other}, so {name} cannot have it."),
    "label.name": QT_TRANSLATE_NOOP("errors", "A label's name is one word of at most 40 characters; “{name}” is not."),
    "label.name-taken": QT_TRANSLATE_NOOP("errors", "There are two labels called {name}."),
    "label.scope": QT_TRANSLATE_NOOP("errors", "A label is for spans, relations or documents; {name} cannot be for “{scope}”."),
    "label.scope-used": QT_TRANSLATE_NOOP("errors", "{name} is in use, so it stays for what it is; make a new label instead."),
    "labels.not-a-set": QT_TRANSLATE_NOOP("errors", "This file does not hold a label set; your labels are as they were."),
    "model.damaged": QT_TRANSLATE_NOOP("errors", "The model {path} is damaged and is not used."),
    "model.foreign": QT_TRANSLATE_NOOP("errors", "{path} is not a model that this suggester can use."),
    "model.missing": QT_TRANSLATE_NOOP("errors", "The model {path} could not be read: {reason}."),
    "output.failed": QT_TRANSLATE_NOOP("errors", "{path} could not be written ({reason}); what was there before is untouched."),
    "output.project": QT_TRANSLATE_NOOP("errors", "{path} is part of the project itself; choose another name to export to."),
    "project.damaged": QT_TRANSLATE_NOOP("errors", "{path} is damaged: {reason}. Nothing was written to it; open a backup."),
    "project.exists": QT_TRANSLATE_NOOP("errors", "{path} exists already and was left as it is; choose another name."),
    "project.folder": QT_TRANSLATE_NOOP("errors", "The folder {path} does not exist."),
    "project.foreign-schema": QT_TRANSLATE_NOOP("errors", "{path} was altered by another program and is not opened; it was left as it is."),
    "project.locked": QT_TRANSLATE_NOOP("errors", "{path} is open in another Annotator (computer {host}, process {pid})."),
    "project.locked-elsewhere": QT_TRANSLATE_NOOP("errors", "{path} is open on another computer ({host}, process {pid}). If that Annotator no longer runs, delete {lock} and open the project again."),
    "project.missing": QT_TRANSLATE_NOOP("errors", "There is no project at {path}."),
    "project.newer": QT_TRANSLATE_NOOP("errors", "{path} was written by a newer Annotator; it was left as it is. Update Annotator to open it."),
    "project.not-a-project": QT_TRANSLATE_NOOP("errors", "{path} is not an Annotator project; it was left as it is."),
    "project.read-only": QT_TRANSLATE_NOOP("errors", "{path} can only be read, so nothing can be changed here; save a copy to work on."),
    "project.replaced": QT_TRANSLATE_NOOP("errors", "{path} was moved, deleted or replaced meanwhile, so this change was not saved; save a copy of what is open."),
    "project.unknown-table": QT_TRANSLATE_NOOP("errors", "The project's history speaks of “{table}”, which this version does not know."),
    "project.unreadable": QT_TRANSLATE_NOOP("errors", "{path} could not be read ({reason}); it was left as it is."),
    "project.write-failed": QT_TRANSLATE_NOOP("errors", "The change could not be saved ({reason}); everything before it is kept."),
    "query.empty": QT_TRANSLATE_NOOP("errors", "Type the words to look for; filters alone need a label, such as label:ORG."),
    "query.failed": QT_TRANSLATE_NOOP("errors", "The search stopped before it was done; repeat it."),
    "query.label": QT_TRANSLATE_NOOP("errors", "This project has no label “{label}”."),
    "query.mixed": QT_TRANSLATE_NOOP("errors", "A regular expression stands in place of words, so “{words}” cannot stand beside it."),
    "query.regex": QT_TRANSLATE_NOOP("errors", "This regular expression cannot be read: {reason}."),
    "query.slow": QT_TRANSLATE_NOOP("errors", "This regular expression takes too long over an article; make it simpler."),
    "query.state": QT_TRANSLATE_NOOP("errors", "“is:{value}” is not known; there are is:labelled and is:unlabelled."),
    "record.annotators": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be annotators by name, each once; the record was left out."),
    "record.answer-twice": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: the range from {start} to {end} is answered twice as {label}; the record was left out."),
    "record.blank-text": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be a text that is not blank; the record was left out."),
    "record.deep": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: lists and objects lie too deep in each other; the record was left out."),
    "record.document-label-twice": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” has {label} twice; the record was left out."),
    "record.encoding": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: byte {byte} is not UTF-8; the record was left out."),
    "record.json": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: this is not JSON ({reason}); the record was left out."),
    "record.key-twice": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: the key “{key}” is there twice; the record was left out."),
    "record.label": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: a label's name is one word of at most 40 characters, “{label}” is not; the record was left out."),
    "record.labels": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be a label set; the record was left out."),
    "record.line": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be [start, end, kind, origin] of a line of the text, each once; the record was left out."),
    "record.no-answer": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be answers that say what was answered; the record was left out."),
    "record.not-count": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be a whole number from 0; the record was left out."),
    "record.not-list": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be a list; the record was left out."),
    "record.not-mapping": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be an object; the record was left out."),
    "record.not-number": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be a number; the record was left out."),
    "record.not-object": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: a record should be a JSON object; it was left out."),
    "record.not-one-of": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be one of {permitted}; the record was left out."),
    "record.not-text": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be text; the record was left out."),
    "record.number": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: {number} is not a number that JSON has; the record was left out."),
    "record.quote": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: the text from {start} to {end} is not “{quote}”; the record was left out."),
    "record.relation-end": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” should be a span of the same layer, by its place in “spans” from 0 or its uid; the record was left out."),
    "record.relation-self": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” leads from a span to itself; the record was left out."),
    "record.relation-twice": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: “{field}” says {label} between the same two spans again; the record was left out."),
    "record.span": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: a span from {start} to {end} does not fit a text of {length} characters; the record was left out."),
    "record.span-twice": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: the range from {start} to {end} has the label {label} twice; the record was left out."),
    "record.surrogate": QT_TRANSLATE_NOOP("errors", "{path}, line {line}: there is half a character (a lone surrogate); the record was left out."),
    "relation.duplicate": QT_TRANSLATE_NOOP("errors", "These two spans have that relation already."),
    "relation.ends": QT_TRANSLATE_NOOP("errors", "A relation runs between two different spans of one person in one article."),
    "relation.label": QT_TRANSLATE_NOOP("errors", "{name} is not a label for relations."),
    "relation.self": QT_TRANSLATE_NOOP("errors", "A span cannot be related to itself."),
    "relation.suggestion": QT_TRANSLATE_NOOP("errors", "This is a suggestion; accept it first."),
    "span.blank": QT_TRANSLATE_NOOP("errors", "There is nothing to label in this selection."),
    "span.duplicate": QT_TRANSLATE_NOOP("errors", "This range has that label already."),
    "span.outside": QT_TRANSLATE_NOOP("errors", "A span from {start} to {end} does not fit a text of {length} characters."),
    "span.quote": QT_TRANSLATE_NOOP("errors", "The text from {start} to {end} is not “{quote}”."),
    "suggester.broken": QT_TRANSLATE_NOOP("errors", "The suggester “{name}” does not work here: {reason}."),
    "suggester.unknown": QT_TRANSLATE_NOOP("errors", "There is no suggester “{name}”; known: {known}."),
}  # fmt: skip


def fill(sentence: str, error: AnnotatorError) -> str:
    """A sentence with the error's values in its places; a missing value shows as “?”."""
    return sentence.format_map(_Places(error.values))


def sentence(error: AnnotatorError) -> str:
    """The English sentence of an error; the code itself where there is none."""
    return fill(SENTENCES[error.code], error) if error.code in SENTENCES else str(error)


class _Places(dict[str, object]):
    def __missing__(self, key: str) -> object:
        return "?"
