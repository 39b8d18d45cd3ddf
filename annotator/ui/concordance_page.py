"""The concordance in the bench: a query, its hits aligned under each other, and labels for those that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import AnnotatorError
from annotator.core.query import Marks, parse
from annotator.core.query_match import Finder
from annotator.core.shown import one_line
from annotator.storage.concordance import Hit, SpanAt
from annotator.ui.dialog_fields import Choice, Tick
from annotator.ui.dialog_parts import button, plain_label
from annotator.ui.hit_model import HitRow
from annotator.ui.hit_page import HitPage
from annotator.ui.icons import icon
from annotator.ui.messages import sentence
from annotator.ui.plain import menu_text, plain_tip
from annotator.ui.theme import L, S, Theme, ui_font
from annotator.ui.words_field import WordsField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_SOON = 350
"""Milliseconds after the last letter until the search begins by itself."""
_FEWEST = 2
"""Letters for which it does."""
_NARROWEST, _NARROWEST_FIELD = 96, 160
"""What a choice, its words cut short, and the field shrink to before the window has to grow."""
_EXAMPLES = (
    "nguyen phu trong",
    "đảng",
    "chính*",
    "công * viên",
    '"TP. HCM"',
    "/[0-9]+ tỷ đồng/",
    "label:ORG",
    "is:unlabelled",
)


class ConcordancePage(HitPage):
    """Looks for words, beginnings of words, regular expressions and labels in the project or the article."""

    def __init__(
        self, session: Session, _acts: Acts, jobs: Jobs, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, jobs, settings, theme, "concordance", parent)
        self._wanted: set[int] = set()
        """The labels that the query asks for."""
        self._is_wanted = False
        """Whether the keyboard goes to the hits as soon as there are some."""
        self.field = _QueryField(settings, theme, self)
        self.marks = self._choice(
            "concordanceMarks",
            self.tr("Diacritics"),
            (self.tr("Diacritics as typed"), Marks.AUTO),
            (self.tr("Diacritics always"), Marks.EXACT),
            (self.tr("No diacritics"), Marks.IGNORED),
        )
        self.labelled = self._choice(
            "concordanceLabelled",
            self.tr("Labelled or not"),
            (self.tr("Labelled or not"), ""),
            (self.tr("Labelled"), " is:labelled"),
            (self.tr("Not labelled"), " is:unlabelled"),
        )
        self.scope = self._choice(
            "concordanceScope",
            self.tr("Where"),
            (self.tr("Whole project"), False),
            (self.tr("This article"), True),
        )
        self.case = Tick(self.tr("Case counts"), theme, self)
        self.unlabel = button("concordanceUnlabel", self.tr("Unlabel"), theme)
        self.help = self._help()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._fill()
        self._tie()
        self._show_state()

    def enter(self) -> None:
        """Takes the keyboard into the field, over the words that were looked for last."""
        super().enter()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Gives up what is under way."""
        self._soon.stop()
        super().leave()

    def look(self, query: str) -> None:
        """Puts a query into the field and looks for it."""
        self.field.setText(query)
        self._look()

    def look_again(self) -> None:
        """Looks for the same words under other switches, or among other articles."""
        if self.field.text().strip():
            self._look()

    def row_of(self, key: int, hit: Hit) -> HitRow:
        """A hit with the label that it has, and what else is over it."""
        meant = self.spans_meant(hit)
        name, colour = self.chip_of(meant)
        others = [span for span in hit.spans if span not in hit.same]
        beside = [span for span in hit.same if span not in meant[:1]]
        remarks = [
            self.names_of(beside),
            self.tr("in {labels}").format(labels=self.names_of(others)) if others else "",
        ]
        article = "" if self.scope.currentData() else hit.title
        remark = " · ".join(part for part in remarks if part)
        place = (hit.document, hit.start, hit.end)
        return HitRow(key, *place, hit.left, hit.words, hit.right, article, name, colour, remark, is_ticked=False)

    def do_main(self) -> None:
        """Opens the current hit; in the field Enter has looked for the words already."""
        row = self.table.current_row()
        if row is not None and not self.field.hasFocus():
            self._open(row)

    def spans_meant(self, hit: Hit) -> Sequence[SpanAt]:
        """The spans over the words; where a label was asked for and is among theirs, those of that label."""
        return [span for span in hit.same if span.label in self._wanted] or hit.same

    def show_count(self) -> None:
        """The hits and articles; how many are ticked."""
        self.unlabel.setEnabled(self.labels.isEnabled() and bool(self.table.rows))
        if not self.field.text().strip():
            self.say("")
            return
        ticked = len(self.table.ticked())
        text = self.counted()
        self.say(self.tr("{hits} · %Ln ticked", "", ticked).format(hits=text) if ticked else text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A slash goes back to the query; labels' keys and Delete are of the hits."""
        in_field = self.field.hasFocus()
        if event.text() == "/" and not in_field:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
        elif in_field:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _look(self, with_keys: bool = False) -> None:
        """Reads the query and starts the search; `with_keys` takes the keyboard to the hits."""
        self._soon.stop()
        self._is_wanted = with_keys
        self.search.clear()
        self.table.show_rows([])
        text = self.field.text().strip()
        document = self._session.document
        if text:
            try:
                query = parse(
                    text + self.labelled.currentData(), Marks(self.marks.currentData()), self.case.isChecked()
                )
                if not query.is_by_label:
                    Finder(query)
            except AnnotatorError as error:
                self._show_state()
                self.say(sentence(error), is_trouble=True)
                return
            if with_keys:
                self._settings.asked(text)
            names = {name.casefold() for name in query.labels}
            self._wanted = {label.id for label in self._session.span_labels if label.name.casefold() in names}
            only = document.id if self.scope.currentData() and document is not None else None
            self.search.start(query, only)
        self._show_state()

    def _look_at_once(self) -> None:
        self._look(with_keys=True)

    def _look_soon(self, text: str) -> None:
        if len(text.strip()) >= _FEWEST or not text.strip():
            self._soon.start()

    def _look_by_itself(self) -> None:
        self._look()

    def _take(self, hits: list[Hit]) -> None:
        super()._take(hits)
        if self._is_wanted and self.table.rows:
            self._is_wanted = False
            self.table.setFocus()

    def _show_state(self) -> None:
        super()._show_state()
        if not self.field.text().strip():
            self.stack.setCurrentWidget(self.help)
        elif not self.table.rows:
            self.empty.setText(self.tr("Looking…") if self.search.is_running else self.tr("Nothing found."))  # type: ignore[attr-defined]

    def _go_to_hits(self) -> None:
        if self.table.rows:
            self.table.setFocus()

    def _fill(self) -> None:
        self.case.setObjectName("concordanceCase")
        self.field.setMinimumWidth(_NARROWEST_FIELD)
        self.top.addWidget(self.field, 1)
        for widget in (self.marks, self.case, self.labelled, self.scope):
            self.top.addWidget(widget)
        second = QVBoxLayout()
        second.setContentsMargins(L, 0, L, S)
        self.layout().insertLayout(1, second)  # type: ignore[union-attr]
        second.addWidget(self.line)
        self.stack.addWidget(self.help)
        self.bottom.addWidget(self.labels, 1)
        self.bottom.addWidget(self.unlabel, 0, Qt.AlignmentFlag.AlignTop)
        self.labels.setToolTip(self.tr("Labels for what is ticked; their keys act while the keyboard is in the hits"))

    def _tie(self) -> None:
        self._soon.timeout.connect(self._look_by_itself)
        self.field.textEdited.connect(self._look_soon)
        self.field.returnPressed.connect(self._look_at_once)
        self.field.left.connect(self._go_to_hits)
        self.field.chosen.connect(self._look_at_once)
        self.unlabel.clicked.connect(self.unlabel_hits)
        for choice in (self.marks, self.labelled, self.scope):
            choice.activated.connect(self.look_again)
        self.case.clicked.connect(self.look_again)

    def _choice(self, name: str, title: str, *items: tuple[str, object]) -> Choice:
        choice = Choice(self._theme, self)
        choice.setObjectName(name)
        choice.setAccessibleName(title)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        choice.setMinimumWidth(_NARROWEST)  # so that the page never asks for a wider window
        for text, value in items:
            choice.addItem(text, value)
        return choice

    def _help(self) -> QWidget:
        """What can be asked, with examples."""
        meanings = (
            self.tr("words one after the other; without diacritics they match any"),
            self.tr("a word with diacritics matches just these"),
            self.tr("the beginning of a word"),
            self.tr("a star by itself is any word"),
            self.tr("in quotes everything is taken as it stands"),
            self.tr("a regular expression, in which case counts"),
            self.tr("only on this label, -label: only beside it; alone: all its annotations"),
            self.tr("only where nothing is annotated; is:labelled where something is"),
        )
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(L, S, L, S)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(2)
        for place, (example, meaning) in enumerate(zip(_EXAMPLES, meanings, strict=True)):
            left, right = plain_label(example), plain_label(meaning, wrap=True)
            left.setFont(ui_font(weight=QFont.Weight.DemiBold))
            right.setStyleSheet(f"color: {self._theme.muted}")
            grid.addWidget(left, place, 0)
            grid.addWidget(right, place, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(_EXAMPLES), 1)
        return page


class _QueryField(WordsField):
    """The query, and the ones before it in a menu: Ctrl+Down, or its chevron."""

    left = Signal()
    """The keyboard wants to go to the hits."""
    chosen = Signal()
    """An earlier query was taken from the menu."""

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget) -> None:
        super().__init__("concordanceQuery", theme, parent)
        self._settings = settings
        self.explain(self.tr("Words, with or without diacritics"))
        self.setFont(ui_font())
        self._menu = QMenu(self)
        self._menu.setObjectName("concordanceHistory")
        self._menu.triggered.connect(self._choose)
        self._past = self.addAction(
            icon("chevron-down", theme.muted, theme.border), QLineEdit.ActionPosition.TrailingPosition
        )
        self._past.setToolTip(self.tr("Earlier queries (Ctrl+Down)"))
        self._past.triggered.connect(self.show_past)

    def show_past(self) -> None:
        """Opens the menu of what was looked for before."""
        self._menu.clear()
        for query in self._settings.queries:
            action = self._menu.addAction(menu_text(query))
            action.setToolTip(plain_tip(one_line(query)))
            action.setData(query)
        if self._settings.queries:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the hits, Ctrl+Down opens the menu."""
        if event.key() == Qt.Key.Key_Down:
            (self.show_past if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.left.emit)()
        else:
            super().keyPressEvent(event)

    def _choose(self, action: QAction) -> None:
        self.setText(action.data())
        self.chosen.emit()
