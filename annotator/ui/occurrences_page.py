"""Every occurrence of a name in the bench: where else it stands, what is on it already, and one key for all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.app.acts import Acts
from annotator.app.jobs import Jobs
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.model import Label, Span
from annotator.core.query import of_surface
from annotator.core.surfaces import LONGEST, surface
from annotator.storage.bulk import Place
from annotator.storage.concordance import Hit, SpanAt
from annotator.ui.dialog_fields import Choice
from annotator.ui.dialog_parts import button
from annotator.ui.hit_model import HitRow
from annotator.ui.hit_page import HitPage
from annotator.ui.plain import menu_text
from annotator.ui.span_painter import CHIP_HEIGHT, chip_picture, chip_width
from annotator.ui.theme import XS, S, Theme, ui_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_CHOICE = 14
"""Letters of a choice for which there is always room."""
UNLABELLED, ALIKE, OTHERWISE, OVERLAPPING = "unlabelled", "alike", "otherwise", "overlapping"
"""What is on a place: nothing, this label, another label on the same range, something over part of it."""


class OccurrencesPage(HitPage):
    """The places of one surface, ticked where nothing is on them yet."""

    leads = True
    """The text follows the rows; leaving them goes back to where the reader was."""

    def __init__(
        self, session: Session, _acts: Acts, jobs: Jobs, settings: Settings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, jobs, settings, theme, "occurrences", parent)
        self.surface = ""
        self.label: Label | None = None
        """The label that the main button gives: that of the span asked about, or the one the name mostly has."""
        self._document: int | None = None
        self._kinds: dict[int, str] = {}
        """What is on each place, by the row's key."""
        self._is_given = False
        """Whether the label is that of the span, and not guessed from the places."""
        self.title = _Title(theme, self)
        self.scope = self._choice(
            "occurrencesScope", self.tr("Where"), (self.tr("Whole project"), False), (self.tr("This article"), True)
        )
        self.spelling = self._choice(
            "occurrencesSpelling",
            self.tr("Spelling"),
            (self.tr("Spelled the same"), True),
            (self.tr("Any case and tone placement"), False),
        )
        self.groups = {kind: _Group(kind, theme, self) for kind in (UNLABELLED, ALIKE, OTHERWISE, OVERLAPPING)}
        self.give = button("occurrencesLabel", "", theme, primary=True)
        # What it waits for is to be read while it cannot be pressed.
        self.give.setStyleSheet(f"{self.give.styleSheet()} QPushButton:disabled {{ color: {theme.muted}; }}")
        self.change = button("occurrencesRelabel", "", theme)
        self.remove = button("occurrencesRemove", "", theme)
        self._fill()
        self._tie()
        self._show_state()

    def ask(self, document: int, start: int, end: int, span: Span | None) -> None:
        """Takes the words of `[start, end)` of the open document as the name; `span` is what is on them, or None."""
        text = self._session.document.text if self._session.document is not None else ""
        name = surface(text[start:end])
        self.surface = name if len(name) <= LONGEST else ""
        self._document = document
        self.label = self._session.label(span.label) if span is not None else None
        self._is_given = span is not None
        self.title.show_name(self.surface, self.label)

    def enter(self) -> None:
        """Takes the keyboard, and looks the name up anew."""
        super().enter()
        self.look()

    def look(self) -> None:
        """Lists the places of the name."""
        self.search.clear()
        self._kinds.clear()
        self.table.show_rows([])
        if not self._is_given:
            self.label = None
        if self.surface:
            query = of_surface(self.surface, is_exact=self.spelling.currentData())
            self.search.start(query, self._document if self.scope.currentData() else None)
        self.empty.setText(self._hint())  # type: ignore[attr-defined]
        self._show_state()

    def look_again(self) -> None:
        """Lists the places anew."""
        self.look()

    def row_of(self, key: int, hit: Hit) -> HitRow:
        """A place, ticked when nothing is on it, with what is."""
        name, colour = self.chip_of(hit.same)
        kind = self._kinds[key] = self._kind_of(hit)
        over = [span for span in hit.spans if span not in hit.same]
        remark = {
            ALIKE: self.tr("labelled already"),
            OTHERWISE: self.tr("labelled otherwise"),
            OVERLAPPING: self.tr("overlaps {labels}").format(labels=self.names_of(over)),
        }.get(kind, "")
        article = "" if self.scope.currentData() else hit.title
        place = (hit.document, hit.start, hit.end)
        is_ticked = kind == UNLABELLED
        return HitRow(key, *place, hit.left, hit.words, hit.right, article, name, colour, remark, is_ticked)

    def show_count(self) -> None:
        """The groups with their counts, and on how many places each button acts."""
        kinds = Counter(self._kinds.values())
        for kind, group in self.groups.items():
            group.show_count(kinds[kind])
        self.say(self.counted() if self.surface else "")
        rows = self.table.ticked()
        name = menu_text(self.label.name) if self.label else ""
        kinds = Counter(self._kinds[row.key] for row in rows)
        new, other = kinds[UNLABELLED] + kinds[OVERLAPPING], kinds[OTHERWISE]
        number = QLocale().toString
        is_writable = self.labels.isEnabled()
        self.give.setText(self._offer(new))
        self.change.setText(self.tr("Relabel {n} {label}").format(n=number(other), label=name).rstrip())
        self.remove.setText(self.tr("Remove {n}").format(n=number(kinds[ALIKE] + other)))
        for each, n in ((self.give, new), (self.change, other), (self.remove, kinds[ALIKE] + other)):
            each.setEnabled(is_writable and n > 0 and (each is self.remove or self.label is not None))
            each.setAccessibleName(each.text().replace("&&", "&"))
            each.setVisible(n > 0 or each is self.give)

    def _offer(self, n: int) -> str:
        """What the main button says: what it does, or while no label is known, what it waits for."""
        number = QLocale().toString(n)
        if self.label is None and n:
            return self.tr("Press a label's key to label {n}").format(n=number)
        label = menu_text(self.label.name) if self.label else ""
        return self.tr("Label {n} {label}").format(n=number, label=label).rstrip()

    def label_hits(self, label: Label) -> bool:
        """Labels what is ticked; places that are labelled otherwise are relabelled. The label becomes the main one."""
        self._is_given = True
        if label != self.label:
            self.label = label
            self.title.show_name(self.surface, label)
            self.update_all()
        rows = self.acted_on()
        places, spans = self._to_label(rows), self._to_relabel(rows)
        return bool(places or spans) and self._bulk.put(places, spans, label)

    def do_main(self) -> None:
        """Does what the ticks ask for: labels, or relabels when only places labelled otherwise are ticked."""
        if self.label is None:
            self.say(self.tr("Press a label's key: {name} has no label yet.").format(name=self.surface))
        elif self.give.isEnabled():
            self.give_label()
        elif self.change.isEnabled():
            self.change_label()

    def give_label(self) -> bool:
        """Labels the ticked places that do not have the label."""
        places = self._to_label(self.table.ticked())
        return self.label is not None and bool(places) and self._bulk.label(places, self.label)

    def change_label(self) -> bool:
        """Relabels the ticked places that are labelled otherwise."""
        spans = self._to_relabel(self.table.ticked())
        return self.label is not None and bool(spans) and self._bulk.relabel(spans, self.label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main thing; label keys and Delete act on what is ticked."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do_main()
        else:
            super().keyPressEvent(event)

    def _to_label(self, rows: list[HitRow]) -> list[Place]:
        """The places among these rows where no span stands over just the name."""
        return [(row.document, row.start, row.end) for row in rows if self._kinds[row.key] in (UNLABELLED, OVERLAPPING)]

    def _to_relabel(self, rows: list[HitRow]) -> list[SpanAt]:
        """The spans of those among these rows that are labelled otherwise."""
        return [span for row in rows if self._kinds[row.key] == OTHERWISE for span in self.hit(row).same]

    def _kind_of(self, hit: Hit) -> str:
        same = hit.same
        if same:
            is_alike = self.label is None or any(span.label == self.label.id for span in same)
            return ALIKE if is_alike else OTHERWISE
        return OVERLAPPING if hit.spans else UNLABELLED

    def _take(self, hits: list[Hit]) -> None:
        if not self._is_given:
            self._guess_label(hits)
        super()._take(hits)

    def _guess_label(self, hits: list[Hit]) -> None:
        """Takes the label that the name has most often, where none was asked about."""
        labels = Counter(span.label for hit in hits for span in hit.same)
        if self.label is None and labels:
            self.label = self._session.label(labels.most_common(1)[0][0])
            self.title.show_name(self.surface, self.label)

    def _show_place(self, row: HitRow) -> None:
        """The text follows the current row within the article that is open."""
        document = self._session.document
        if document is not None and document.id == row.document:
            self.wanted.emit(row.document, row.start, row.end)

    def _hint(self) -> str:
        if not self.surface:
            return self.tr("Select words in the text, or go to an annotation, and press E.")
        return self.tr("Looking…")

    def _show_state(self) -> None:
        super()._show_state()
        if self.surface and not self.search.is_running and not self.table.rows:
            self.empty.setText(self.tr("Nowhere else."))  # type: ignore[attr-defined]

    def _forget(self) -> None:
        self.surface, self.label, self._document = "", None, None
        self._kinds.clear()
        self.title.show_name("", None)
        super()._forget()

    def _tick_group(self) -> None:
        """Ticks a whole group, or takes its ticks away when all of it is ticked."""
        group = self.sender()
        rows = [row for row in self.table.rows if isinstance(group, _Group) and self._kinds[row.key] == group.kind]
        self.table.tick(rows, not all(self.table.is_ticked(row) for row in rows))
        self.table.setFocus()

    def _fill(self) -> None:
        self.table.enter_opens = False
        self.top.addWidget(self.title, 1)
        self.top.addWidget(self.spelling)
        self.top.addWidget(self.scope)
        second = QHBoxLayout()
        second.setContentsMargins(S + XS, 0, S + XS, S)
        second.setSpacing(XS)
        self.layout().insertLayout(1, second)  # type: ignore[union-attr]
        for group in self.groups.values():
            second.addWidget(group)
        second.addSpacing(S)
        second.addWidget(self.line, 1)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for each in (self.remove, self.change, self.give):
            second.addWidget(each)
        self.bottom.addWidget(self.labels, 1)

    def _tie(self) -> None:
        self.scope.activated.connect(self.look)
        self.spelling.activated.connect(self.look)
        self.table.moved.connect(self._show_place)
        self.give.clicked.connect(self.give_label)
        self.change.clicked.connect(self.change_label)
        self.remove.clicked.connect(self.unlabel_hits)
        for group in self.groups.values():
            group.clicked.connect(self._tick_group)

    def _choice(self, name: str, title: str, *items: tuple[str, object]) -> Choice:
        choice = Choice(self._theme, self)
        choice.setObjectName(name)
        choice.setAccessibleName(title)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(_CHOICE)
        for text, value in items:
            choice.addItem(text, value)
        return choice


class _Group(QPushButton):
    """The places of one kind with their number; pressing it ticks them."""

    def __init__(self, kind: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setObjectName(f"occurrences.{kind}")
        self.setStyleSheet(theme.flat_buttons())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Tick these, or take their ticks away"))

    def show_count(self, n: int) -> None:
        """How many there are; a kind without places is not shown."""
        texts = {
            UNLABELLED: self.tr("%Ln unlabelled", "", n),
            ALIKE: self.tr("%Ln labelled already", "", n),
            OTHERWISE: self.tr("%Ln labelled otherwise", "", n),
            OVERLAPPING: self.tr("%Ln overlapping", "", n),
        }
        self.setText(texts[self.kind])
        self.setAccessibleName(texts[self.kind])
        self.setVisible(n > 0)


class _Title(QWidget):
    """The name that is looked for, with its label's chip."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._label: Label | None = None
        self.setObjectName("occurrencesTitle")
        self.setFont(ui_font(weight=QFont.Weight.DemiBold))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(QFontMetrics(self.font()).height() + S)

    def show_name(self, name: str, label: Label | None) -> None:
        """Another name, or another label for it."""
        self._name, self._label = name, label
        self.setAccessibleName(f"{name}, {label.shown}" if label is not None else name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name, as much of it as there is room for, and the chip behind it."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        room = self.width() - (round(chip_width(self._label.shown)) + S if self._label is not None else 0)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if self._label is not None:
            picture = chip_picture(self._label.shown, self._label.colour, False, self._theme)
            top = (self.height() - CHIP_HEIGHT) / 2 + 1
            painter.drawPixmap(metrics.horizontalAdvance(name) + S, round(top), picture)
        painter.end()
