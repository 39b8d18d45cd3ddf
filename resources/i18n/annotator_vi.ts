<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Annotator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read Vietnamese news offline and turn it into labelled data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotator {version}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotatorDialog</name>
    <message>
        <source>Who annotates?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each person has a layer of their own: what you label is kept apart from what others label on the same articles, so that it can be compared later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can switch at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Something went wrong inside Annotator; what was saved is safe. Details are in {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleFilters</name>
    <message>
        <source>Date added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show articles by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descending</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleHeader</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleModel</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open suggestion(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticlePanel</name>
    <message>
        <source>Articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>Articles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Choose an article at the left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details of the article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for example 27/12/2019 19:28</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This date is not understood; day, month and year are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>JSONL: everything, one article a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CoNLL: two columns, IOB2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crossing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off word edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syllables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file could not hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (machine)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the articles by at least one state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting… {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{articles}, {annotations}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {file}: {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be held</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled; no file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find, with or without diacritics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Articles and data sets ({endings});;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportProgress</name>
    <message>
        <source>Importing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or record(s) left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) here already.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>No annotations yet. Select words and press a label&apos;s key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No open suggestions in this article.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelEditor</name>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the file: {updated} updated, {added} added. Labels it does not have stay as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label set was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load from file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels of the same name are updated, new ones added, the others kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n span(s) carry the label {name}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>They go with it when you save. Undo brings the label and its spans back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a label set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the label set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label sets (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>Short name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vietnamese name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>press</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the key that gives this label; Backspace for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour {colour}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guideline in Vietnamese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guideline in English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other colour, now {colour}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>No article is left to do in this list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonStrip</name>
    <message>
        <source>Who annotates? Your work is kept under this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is me</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No articles yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop .txt files or folders here, or import them with Ctrl+I.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No title matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No article in this state</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectActs</name>
    <message numerus="yes">
        <source>%n article(s) imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotator projects ({pattern})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy saved: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadingView</name>
    <message>
        <source>Article text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpanDetails</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a label or choose an annotation to read its rule here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on this annotation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpanList</name>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who annotates; each person has a layer of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) folded</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show or fold menus, image paths, repeated captions and blank lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole syllables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a selection grows to; click for the next one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextMenu</name>
    <message>
        <source>This line is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewActs</name>
    <message>
        <source>&amp;Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Syllables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>No project is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project is one file that holds articles and everything people annotate on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing sample articles…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Labels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who annotates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Suggest in all articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in the article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter &amp;titles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done, open the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Skip, open the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as &amp;in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;etails…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove from the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;nnotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Label with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all in the ar&amp;ticle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left edge to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left edge to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right edge to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right edge to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the label or selection away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;raw text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Selections take whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ordinary text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ligh&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se&amp;pia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Article list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the ne&amp;xt pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Annotator</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>label “{quote}” {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete “{quote}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relabel “{quote}” {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move the edges of “{quote}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note on “{quote}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept “{quote}” {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct “{quote}” {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject “{quote}” {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark the article as {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change the details of “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark the line as {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>load a label set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add label {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change the label set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove label {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label %n places {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept %n suggestion(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import %n article(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>date line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeated line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>image path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blank line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>An annotator needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody annotates in this project yet; name the annotator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several people annotate in this project ({names}); name the one that is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project has no annotator “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several articles are called “{article}”; use the number instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no article “{article}” in this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer from {start} to {end} does not fit the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is not the one that was imported: its checksum differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file itself is damaged: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit {edit} of the history cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has {length} characters instead of {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line from {start} to {end} does not fit the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The article cannot be found by searching: it is not in the index.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text from {start} to {end} is not “{quote}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} of “{table}” refers to something in “{parent}” that is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The counts of the list are wrong; counted were {spans} spans and {suggestions} open suggestions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An import from {source} was interrupted; the next import sweeps it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not go with what the project holds now; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was changed by something else meanwhile, so nothing was done; look again and repeat it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has annotated here yet, so the articles were written without spans; name a machine&apos;s layer with --annotator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format “{name}” does not work here: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the format “{format}” can be written but not imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format “{format}” can be imported but not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words are asked for, but nothing here can find them; export by syllables.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format “{format}” holds one layer only; name an annotator instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no format “{name}”; known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was left out: the project has an article with exactly this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no file that can be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was left out: it has exactly the text of {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a text: there is a zero at byte {byte}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is neither UTF-8, UTF-16 nor Vietnamese Windows text (first odd byte: {byte}); save it as UTF-8 and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text holds half a character (a lone surrogate), which no file can hold; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was written by a newer Annotator; update Annotator to import it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{colour}” is not a colour for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A label&apos;s key is one character; “{key}” is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key {key} already does something else, so {name} cannot have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key {key} already gives {other}, so {name} cannot have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A label&apos;s name is one word of at most 40 characters; “{name}” is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are two labels called {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file does not hold a label set; your labels are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); what was there before is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is part of the project itself; choose another name to export to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}. Nothing was written to it; open a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already and was left as it is; choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was altered by another program and is not opened; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is open in another Annotator (computer {host}, process {pid}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is open on another computer ({host}, process {pid}). If that Annotator no longer runs, delete {lock} and open the project again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no project at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was written by a newer Annotator; it was left as it is. Update Annotator to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not an Annotator project; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} can only be read, so nothing can be changed here; save a copy to work on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was moved, deleted or replaced meanwhile, so this change was not saved; save a copy of what is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s history speaks of “{table}”, which this version does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}); it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change could not be saved ({reason}); everything before it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: the range from {start} to {end} is answered twice as {label}; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: lists and objects lie too deep in each other; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: byte {byte} is not UTF-8; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: “{field}” should be {expected}; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: this is not JSON ({reason}); the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: the key “{key}” is there twice; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: a label&apos;s name is one word of at most 40 characters, “{label}” is not; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: a record should be a JSON object; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: {number} is not a number that JSON has; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: the text from {start} to {end} is not “{quote}”; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: a span from {start} to {end} does not fit a text of {length} characters; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: the range from {start} to {end} has the label {label} twice; the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}, line {line}: there is half a character (a lone surrogate); the record was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to label in this selection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This range has that label already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A span from {start} to {end} does not fit a text of {length} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The suggester “{name}” does not work here: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no suggester “{name}”; known: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Player</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>spans</name>
    <message>
        <source>Suggested by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}, from a suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}, imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}, by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
