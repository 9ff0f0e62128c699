"""Searches all notes, or one chart: question, filters, and results by client."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.clients.dto import Client
from core.engine.dto import EngineState
from core.errors import AnamnesisError
from core.ids import ClientId
from core.people.dto import Member
from core.retrieval.dto import IndexStatus, Reading, SearchOptions
from core.sources.dto import Coverage
from ui.errors import describe
from ui.find.chips import ReadingChips
from ui.find.filters import FindFilters
from ui.find.groups import FoundOf, found_by_client, without_client
from ui.find.hits_list import HitsList
from ui.find.hits_model import HitRow
from ui.find.notices import FindNotices
from ui.find.question_line import QuestionLine
from ui.find.readiness import Readiness
from ui.find.searching import Searching, Wanted
from ui.find.sources import source_of
from ui.find.words import FindWords
from ui.operations.find import FoundPassages
from ui.operations.operation import in_db
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, SPACE_4, SPACE_6, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.words.identity import person_name

if TYPE_CHECKING:
    from ui.jobs import Jobs

FIRST_LIMIT, FULL_LIMIT = 40, 200
"""Passages requested at first, and on demand."""
_DATED = ("since", "until", "between", "preferred")


class FindPage(QWidget):
    """Question and results are removed at a lock."""

    source_chosen = Signal(object)
    """The `Source` to open, with its words shown."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._searching = Searching(jobs, self)
        self._words = FindWords(self)
        self._notices = FindNotices(self)
        self._readiness = Readiness(self)
        self._shown: tuple[Wanted, FoundPassages] | None = None
        self._plain = False
        self._plain_for = ""
        self._authors_known = False
        self._told_building = False
        self.line = QuestionLine()
        self.filters = FindFilters(jobs)
        self.chips = ReadingChips()
        self.message = MessageBar()
        self.count = ElidedLabel()
        self.again_button = QPushButton(self.tr("Search again"))
        self.more_button = QPushButton(self.tr("Show more"))
        self.list = HitsList()
        self.empty = EmptyState("")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.line.edit)
        self._drop_found()

    # Interface to the shell.

    @property
    def client_ids(self) -> frozenset[ClientId]:
        """The clients displayed."""
        chosen = self.filters.client.client
        return frozenset(each.client.client_id for each in self.list.rows.found) | (
            frozenset({chosen.client_id}) if chosen is not None else frozenset()
        )

    def begin(self) -> None:
        """The section was opened: reads the index status, and once after an unlock the authors."""
        if not self._authors_known:
            self._authors_known = True
            self._jobs.run(
                self,
                in_db(lambda services: services.people.list),
                on_done=self._on_people,
                on_error=self._on_no_people,
            )
        if self._shown is None:
            self._jobs.run(
                self,
                in_db(lambda services: services.index.status),
                on_done=self._on_index,
                on_error=lambda _: None,
            )

    def find_in(self, client: Client | None) -> None:
        """Prepares to search one client's chart; None: all charts."""
        chosen = self.filters.client.client
        if (chosen and chosen.client_id) != (client and client.client_id):
            self._show_client(client)
            self._drop_found()
        self.line.focus()

    def note_changed(self) -> None:
        """Something was stored: the results may be outdated."""
        if self._shown is not None:
            self.again_button.show()

    def tell_index(self, status: IndexStatus) -> None:
        """The index is as far as this."""
        if self._told_building and status.pending <= 0:
            self._told_building = False
            self.message.clear()
        self._readiness.tell_index(status)

    def tell_engine(self, state: EngineState) -> None:
        """The models are in this state."""
        self._readiness.tell_engine(state)

    def update_client(self, client: Client) -> None:
        """A client's details are shown as they are now."""
        chosen = self.filters.client.client
        if chosen is not None and chosen.client_id == client.client_id:
            self._show_client(client)
        self.list.rows.update_client(client)

    def forget_client(self, client_id: ClientId) -> None:
        """A client was erased: removes them from the screen."""
        chosen = self.filters.client.client
        if chosen is not None and chosen.client_id == client_id:
            self._show_client(None)
            self._drop_found()
        elif client_id in self.client_ids:
            self._show_found(without_client(self.list.rows.found, client_id))

    def clear(self) -> None:
        """Removes the question, the names and all results."""
        self._authors_known = False
        self._plain = False
        self._plain_for = ""
        self.line.clear()
        self.filters.forget()
        self._show_where()
        self._drop_found()

    # Asking.

    def search(self) -> None:
        """Searches for the text in the box."""
        if self.line.question != self._plain_for:
            self._plain = False
        self._search(FIRST_LIMIT)

    def stop(self) -> None:
        self._searching.stop()

    def _search(self, limit: int) -> None:
        question = self.line.question
        if not question:
            self._drop_found()
            return
        options = SearchOptions(recency=self.filters.recency, understand=not self._plain)
        wanted = Wanted(question, self.filters.scope, options, limit)
        if self._shown is not None and replace(self._shown[0], limit=limit) != wanted:
            # Results for another question or filter must not be mistaken for the answer.
            self._drop_found()
        self._clear_message()
        self._readiness.begin()
        self._searching.begin(wanted)

    def _on_filters(self) -> None:
        self._show_where()
        if self._shown is None and self._pages.currentWidget() is self.empty:
            self._show_nothing()
        if self._shown is not None or self._searching.under_way:
            self._search(FIRST_LIMIT)

    def _on_taken_back(self, reading: Reading) -> None:
        """The question is taken as plain words; understood days become a filter."""
        understood = self._shown[1].result.understood if self._shown is not None else ()
        for other in understood:
            if other != reading and other.code in _DATED:
                self.filters.show_days(other.since, other.until)
        self._take_plainly(True)

    def _take_plainly(self, plain: bool) -> None:
        self._plain, self._plain_for = plain, self.line.question
        self._search(FIRST_LIMIT)
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_emptied(self) -> None:
        self._plain = False
        self._drop_found()

    # Results.

    def _on_found(self, wanted: Wanted, found: FoundPassages) -> None:
        self.line.set_busy(False)
        self._shown = wanted, found
        self._show_found(found_by_client(found.result, found.clients))
        self.chips.show_readings(found.result.understood, plain=not wanted.options.understand)
        self.again_button.hide()
        # A listing question returns everything at once.
        more = len(found.result.hits) >= FIRST_LIMIT and not found.result.groups
        self.more_button.setVisible(more and wanted.limit < FULL_LIMIT)
        notice = self._notices.title_and_text(found)
        if notice is not None:
            self._offer_again(notice)
        self._readiness.follow(found)

    def _offer_again(self, notice: tuple[str, str]) -> None:
        self.message.show_message(*notice, action=self.tr("Search again"))

    def _show_found(self, found: tuple[FoundOf, ...]) -> None:
        self.list.show_found(found)
        if not found:
            self._show_not_found()
            return
        assert self._shown is not None  # noqa: S101 - what is shown was found
        wanted, answer = self._shown
        hits = len(answer.result.hits)
        line = self._words.count_line(
            found,
            answer.result.searched,
            wanted.scope,
            only_nearest=hits >= wanted.limit and not answer.result.groups,
        )
        self.count.set_full_text(line)
        QAccessible.updateAccessibility(QAccessibleEvent(self.count, QAccessible.Event.Alert))
        self._pages.setCurrentWidget(self.list)

    def _show_not_found(self) -> None:
        if self._shown is None:
            self._show_nothing()
            return
        self.count.set_full_text("")
        wanted, answer = self._shown
        searched = answer.result.searched
        narrowed = self.filters.narrowed
        if not (searched.sessions or searched.passages or searched.unread or narrowed):
            title = self.tr("There is nothing to search yet")
            self._say(title, self.tr("Notes can be found as soon as they are stored."))
        else:
            self._say(
                self._not_found_title(searched),
                self._words.searched_line(searched, wanted.scope) + ".",
                self.tr("Search all notes") if narrowed else "",
            )

    def _not_found_title(self, searched: Coverage) -> str:
        """Never suggests absence if some notes were not searched."""
        if not searched.unindexed:
            return self.tr("Nothing found")
        return self.tr("Nothing found so far") if searched.passages else self.tr("Not searched yet")

    def _say(self, title: str, text: str = "", action: str = "") -> None:
        """Shown in place of the list, and announced."""
        self.empty.set_content(title, text, action)
        self.empty.setAccessibleName(one_line((title, text), separator=". "))
        self._pages.setCurrentWidget(self.empty)
        QAccessible.updateAccessibility(QAccessibleEvent(self.empty, QAccessible.Event.Alert))

    def _show_client(self, client: Client | None) -> None:
        self.filters.show_client(client)
        self._show_where()

    def _chart_title(self) -> str:
        client = self.filters.client.client
        if client is None:
            return ""
        return self.tr("Find in the chart of {name}").format(name=isolate(person_name(client.details)))

    def _show_where(self) -> None:
        self.line.show_where(self._chart_title())

    def _show_nothing(self) -> None:
        self.empty.set_content(
            self._chart_title() or self.tr("Find in all notes"),
            self.tr(
                "Ask as you would ask a colleague, or type words: notes, addenda, client records and "
                "attachments are searched, in English and in Hebrew."
            ),
        )
        self._pages.setCurrentWidget(self.empty)

    def _drop_found(self) -> None:
        self._searching.drop()
        self.line.set_busy(False)
        self._shown = None
        self._readiness.begin()
        self.list.show_found(())
        self.chips.clear()
        self._clear_message()
        self.count.set_full_text("")
        for button in (self.again_button, self.more_button):
            button.hide()
        self._show_nothing()

    def _clear_message(self) -> None:
        self._told_building = False
        self.message.clear()

    def _on_failed(self, error: AnamnesisError) -> None:
        self.line.set_busy(False)
        if self._shown is None:
            self._show_nothing()
        self.message.show_error(describe(error), action=self.tr("Search again"))

    def _on_busy(self, busy: bool) -> None:
        if busy and self._shown is None:
            self._say(self.tr("Searching…"))

    def _on_stopped(self) -> None:
        self.line.set_busy(False)
        if self._shown is None:
            self._say(self.tr("Stopped"), self.tr("Press Enter to search again."))

    def _on_opened(self, row: HitRow) -> None:
        self.source_chosen.emit(source_of(row.hit, row.found.client))

    def _on_empty_action(self) -> None:
        self.filters.reset()
        self._show_where()
        self._search(FIRST_LIMIT)

    def _on_index(self, status: IndexStatus) -> None:
        notice = self._notices.building(status)
        if notice is not None and self._shown is None and not self._searching.under_way:
            self.message.show_message(*notice)
            self._told_building = True

    def _on_index_ready(self) -> None:
        self._offer_again(self._notices.index_ready())

    def _on_models_ready(self) -> None:
        self._offer_again(self._notices.models_ready())

    def _on_people(self, people: tuple[Member, ...]) -> None:
        self.filters.set_authors({each.user_id: each.name for each in people})

    def _on_no_people(self, _error: AnamnesisError) -> None:
        # Without names the search is over all authors; read again at the next visit.
        self._authors_known = False

    def _go_in(self) -> None:
        if self.list.rows.hits and self._pages.currentWidget() is self.list:
            self.list.go_in()

    def _lay_out(self) -> None:
        set_role(self.count, type="caption", tone="muted")
        for button in (self.again_button, self.more_button):
            set_role(button, kind="link")
            button.setAutoDefault(False)
        self.again_button.setToolTip(self.tr("Notes have changed since this search"))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_3)
        foot.addWidget(self.count)
        foot.addWidget(self.again_button)
        foot.addWidget(self.filters.reset_button)
        foot.addStretch(1)
        foot.addWidget(self.more_button)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_6, SPACE_4, SPACE_6, SPACE_4)
        column.setSpacing(SPACE_2)
        for part in (self.line, self.filters, self.chips, self.message):
            column.addWidget(part)
        column.addLayout(foot)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.line.asked.connect(self.search)
        self.line.stopped.connect(self.stop)
        self.line.emptied.connect(self._on_emptied)
        self.line.entered.connect(self._go_in)
        self.line.shown_busy.connect(self._on_busy)
        self.filters.changed.connect(self._on_filters)
        self.chips.taken_back.connect(self._on_taken_back)
        self.chips.wanted_again.connect(lambda: self._take_plainly(False))
        self.message.action_requested.connect(lambda: self._search(FIRST_LIMIT))
        self.again_button.clicked.connect(lambda: self._search(FIRST_LIMIT))
        self.more_button.clicked.connect(lambda: self._search(FULL_LIMIT))
        self.list.opened.connect(self._on_opened)
        self.list.left.connect(self.line.focus)
        self.empty.action_requested.connect(self._on_empty_action)
        self._readiness.index_ready.connect(self._on_index_ready)
        self._readiness.models_ready.connect(self._on_models_ready)
        self._searching.begun.connect(lambda: self.line.set_busy(True))
        self._searching.found.connect(self._on_found)
        self._searching.failed.connect(self._on_failed)
        self._searching.stopped.connect(self._on_stopped)
