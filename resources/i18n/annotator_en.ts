<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Annotating</name>
    <message numerus="yes">
        <source>Accepted at %n place(s): “{quote}” {label}</source>
        <translation>
            <numerusform>Accepted at %n place: “{quote}” {label}</numerusform>
            <numerusform>Accepted at %n places: “{quote}” {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Labelled at %n more place(s): “{quote}” {label}</source>
        <translation>
            <numerusform>Labelled at %n more place: “{quote}” {label}</numerusform>
            <numerusform>Labelled at %n more places: “{quote}” {label}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticleModel</name>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n annotation</numerusform>
            <numerusform>%n annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open suggestion(s)</source>
        <translation>
            <numerusform>%n open suggestion</numerusform>
            <numerusform>%n open suggestions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln annotation</numerusform>
            <numerusform>%Ln annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s)</source>
        <translation>
            <numerusform>%Ln edit</numerusform>
            <numerusform>%Ln edits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln edit(s) fewer</source>
        <translation>
            <numerusform>%Ln edit fewer</numerusform>
            <numerusform>%Ln edits fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) more</source>
        <translation>
            <numerusform>%Ln article more</numerusform>
            <numerusform>%Ln articles more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) fewer</source>
        <translation>
            <numerusform>%Ln article fewer</numerusform>
            <numerusform>%Ln articles fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) more</source>
        <translation>
            <numerusform>%Ln annotation more</numerusform>
            <numerusform>%Ln annotations more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) fewer</source>
        <translation>
            <numerusform>%Ln annotation fewer</numerusform>
            <numerusform>%Ln annotations fewer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>%Ln entity(s)</source>
        <translation>
            <numerusform>%Ln entity</numerusform>
            <numerusform>%Ln entities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message numerus="yes">
        <source>%Ln article(s) checked.</source>
        <translation>
            <numerusform>%Ln article checked.</numerusform>
            <numerusform>%Ln articles checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckWords</name>
    <message numerus="yes">
        <source>%Ln fault(s) left</source>
        <translation>
            <numerusform>%Ln fault left</numerusform>
            <numerusform>%Ln faults left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fault(s) found</source>
        <translation>
            <numerusform>%Ln fault found</numerusform>
            <numerusform>%Ln faults found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln article(s)</source>
        <translation>
            <numerusform>in %Ln article</numerusform>
            <numerusform>in %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln count(s) of the list</source>
        <translation>
            <numerusform>%Ln count of the list</numerusform>
            <numerusform>%Ln counts of the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln quote(s)</source>
        <translation>
            <numerusform>%Ln quote</numerusform>
            <numerusform>%Ln quotes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln length(s) of texts</source>
        <translation>
            <numerusform>%Ln length of a text</numerusform>
            <numerusform>%Ln lengths of texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln checksum(s)</source>
        <translation>
            <numerusform>%Ln checksum</numerusform>
            <numerusform>%Ln checksums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s) of the file&apos;s own indexes</source>
        <translation>
            <numerusform>%Ln entry of the file&apos;s own indexes</numerusform>
            <numerusform>%Ln entries of the file&apos;s own indexes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running number(s)</source>
        <translation>
            <numerusform>%Ln running number</numerusform>
            <numerusform>%Ln running numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) as the history proves them</source>
        <translation>
            <numerusform>%Ln row as the history proves it</numerusform>
            <numerusform>%Ln rows as the history proves them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConcordancePage</name>
    <message numerus="yes">
        <source>{hits} · %Ln ticked</source>
        <translation>
            <numerusform>{hits} · %Ln ticked</numerusform>
            <numerusform>{hits} · %Ln ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountedActs</name>
    <message numerus="yes">
        <source>label %n place(s) {label}</source>
        <translation>
            <numerusform>label %n place {label}</numerusform>
            <numerusform>label %n places {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>relabel %n annotation(s) {label}</source>
        <translation>
            <numerusform>relabel %n annotation {label}</numerusform>
            <numerusform>relabel %n annotations {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n annotation(s)</source>
        <translation>
            <numerusform>delete %n annotation</numerusform>
            <numerusform>delete %n annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n relation(s)</source>
        <translation>
            <numerusform>delete %n relation</numerusform>
            <numerusform>delete %n relations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accept %n suggestion(s)</source>
        <translation>
            <numerusform>accept %n suggestion</numerusform>
            <numerusform>accept %n suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ask again about %n skipped suggestion(s)</source>
        <translation>
            <numerusform>ask again about %n skipped suggestion</numerusform>
            <numerusform>ask again about %n skipped suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import %n article(s)</source>
        <translation>
            <numerusform>import %n article</numerusform>
            <numerusform>import %n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>import annotations for %n article(s)</source>
        <translation>
            <numerusform>import annotations for %n article</numerusform>
            <numerusform>import annotations for %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%Ln hit(s)</source>
        <translation>
            <numerusform>%Ln hit</numerusform>
            <numerusform>%Ln hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportFields</name>
    <message numerus="yes">
        <source>Those in the list (%n)</source>
        <translation>
            <numerusform>Those in the list (%n)</numerusform>
            <numerusform>Those in the list (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportReport</name>
    <message numerus="yes">
        <source>{written} of %Ln relation(s)</source>
        <translation>
            <numerusform>{written} of %Ln relation</numerusform>
            <numerusform>{written} of %Ln relations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{written} of %Ln label(s) of articles</source>
        <translation>
            <numerusform>{written} of %Ln label of articles</numerusform>
            <numerusform>{written} of %Ln labels of articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s), none left out</source>
        <translation>
            <numerusform>%Ln annotation, none left out</numerusform>
            <numerusform>%Ln annotations, none left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln annotation</numerusform>
            <numerusform>%Ln annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new article(s) without annotations; leave them out by state.</source>
        <translation>
            <numerusform>%Ln new article without annotations; leave it out by state.</numerusform>
            <numerusform>%Ln new articles without annotations; leave them out by state.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) widened to whole words</source>
        <translation>
            <numerusform>%Ln annotation widened to whole words</numerusform>
            <numerusform>%Ln annotations widened to whole words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuardPanel</name>
    <message numerus="yes">
        <source>%Ln article(s) hide them from you now</source>
        <translation>
            <numerusform>%Ln article hides them from you now</numerusform>
            <numerusform>%Ln articles hide them from you now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finished unaided</source>
        <translation>
            <numerusform>%Ln finished unaided</numerusform>
            <numerusform>%Ln finished unaided</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportChoices</name>
    <message numerus="yes">
        <source>%Ln file(s). Formats were recognised by what the files hold.</source>
        <translation>
            <numerusform>%Ln file. Its format was recognised by what it holds.</numerusform>
            <numerusform>%Ln files. Formats were told by what the files hold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out.</source>
        <translation>
            <numerusform>%Ln left out.</numerusform>
            <numerusform>%Ln left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message numerus="yes">
        <source>%Ln article(s) imported.</source>
        <translation>
            <numerusform>%Ln article imported.</numerusform>
            <numerusform>%Ln articles imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln annotation</numerusform>
            <numerusform>%Ln annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s) here already received {annotations}.</source>
        <translation>
            <numerusform>%Ln article here already received {annotations}.</numerusform>
            <numerusform>%Ln articles here already received {annotations}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) or record(s) left out.</source>
        <translation>
            <numerusform>%Ln file or record left out.</numerusform>
            <numerusform>%Ln files or records left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) here already.</source>
        <translation>
            <numerusform>%Ln text here already.</numerusform>
            <numerusform>%Ln texts here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) to look at.</source>
        <translation>
            <numerusform>%Ln thing to look at.</numerusform>
            <numerusform>%Ln things to look at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelEditor</name>
    <message numerus="yes">
        <source>%n place(s) carry the label {name}.</source>
        <translation>
            <numerusform>%n place carries the label {name}.</numerusform>
            <numerusform>%n places carry the label {name}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossList</name>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergePreview</name>
    <message numerus="yes">
        <source>%Ln new article(s)</source>
        <translation>
            <numerusform>%Ln new article</numerusform>
            <numerusform>%Ln new articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln here already</source>
        <translation>
            <numerusform>%Ln here already</numerusform>
            <numerusform>%Ln here already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln annotation</numerusform>
            <numerusform>%Ln annotations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeReport</name>
    <message numerus="yes">
        <source>%Ln article(s) came in</source>
        <translation>
            <numerusform>%Ln article came in</numerusform>
            <numerusform>%Ln articles came in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln annotation(s) came in</source>
        <translation>
            <numerusform>%Ln annotation came in</numerusform>
            <numerusform>%Ln annotations came in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln difference(s); what is here was kept.</source>
        <translation>
            <numerusform>%Ln difference; what is here was kept.</numerusform>
            <numerusform>%Ln differences; what is here was kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of the other file left out.</source>
        <translation>
            <numerusform>%Ln row of the other file left out.</numerusform>
            <numerusform>%Ln rows of the other file left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln here already</source>
        <translation>
            <numerusform>%Ln here already</numerusform>
            <numerusform>%Ln here already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message numerus="yes">
        <source>learnt from %Ln article(s)</source>
        <translation>
            <numerusform>learnt from %Ln article</numerusform>
            <numerusform>learnt from %Ln articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finish %n article(s) first.</source>
        <translation>
            <numerusform>Finish %n article first.</numerusform>
            <numerusform>Finish %n articles first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing was learnt from you yet; it is after %n finished article(s).</source>
        <translation>
            <numerusform>Nothing was learnt from you yet; it is after %n finished article.</numerusform>
            <numerusform>Nothing was learnt from you yet; it is after %n finished articles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On top of it, learnt from %Ln finished article(s) of yours</source>
        <translation>
            <numerusform>On top of it, learnt from %Ln finished article of yours</numerusform>
            <numerusform>On top of it, learnt from %Ln finished articles of yours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlaceStrip</name>
    <message numerus="yes">
        <source>Beside it lie %n other version(s) of it, which can be merged: {names}.</source>
        <translation>
            <numerusform>Beside it lies %n other version of it, which can be merged: {names}.</numerusform>
            <numerusform>Beside it lie %n other versions of it, which can be merged: {names}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProjectActs</name>
    <message numerus="yes">
        <source>%n article(s) imported.</source>
        <translation>
            <numerusform>%n article imported.</numerusform>
            <numerusform>%n articles imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) received {annotations}.</source>
        <translation>
            <numerusform>%n article received {annotations}.</numerusform>
            <numerusform>%n articles received {annotations}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n annotation</numerusform>
            <numerusform>%n annotations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueRows</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SplitField</name>
    <message numerus="yes">
        <source>{shares}, seed {seed}: kept, %n article(s)</source>
        <translation>
            <numerusform>{shares}, seed {seed}: kept, %n article</numerusform>
            <numerusform>{shares}, seed {seed}: kept, %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n line(s) folded</source>
        <translation>
            <numerusform>%n line folded</numerusform>
            <numerusform>%n lines folded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionPage</name>
    <message numerus="yes">
        <source>The suggestions that stood in the %Ln article(s) you have finished, compared with your annotations.</source>
        <translation>
            <numerusform>The suggestions that stood in the %Ln article you have finished, compared with your annotations.</numerusform>
            <numerusform>The suggestions that stood in the %Ln articles you have finished, compared with your annotations.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Precision on your finished articles; labels with fewer than %n suggestion(s) stay.</source>
        <translation>
            <numerusform>Precision on your finished articles; labels with fewer than %n suggestion stay.</numerusform>
            <numerusform>Precision on your finished articles; labels with fewer than %n suggestions stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {all} open suggestion(s) in this project would go.</source>
        <translation>
            <numerusform>%Ln of {all} open suggestion in this project would go.</numerusform>
            <numerusform>%Ln of {all} open suggestions in this project would go.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnexpectedDialog</name>
    <message numerus="yes">
        <source>%n more error(s) since then; the log has them.</source>
        <translation>
            <numerusform>%n more error since then; the log has it.</numerusform>
            <numerusform>%n more errors since then; the log has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message numerus="yes">
        <source>%Ln unlabelled</source>
        <translation>
            <numerusform>%Ln unlabelled</numerusform>
            <numerusform>%Ln unlabelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln labelled already</source>
        <translation>
            <numerusform>%Ln labelled already</numerusform>
            <numerusform>%Ln labelled already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln labelled otherwise</source>
        <translation>
            <numerusform>%Ln labelled otherwise</numerusform>
            <numerusform>%Ln labelled otherwise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln overlapping</source>
        <translation>
            <numerusform>%Ln overlapping</numerusform>
            <numerusform>%Ln overlapping</numerusform>
        </translation>
    </message>
</context>
</TS>
