"""This computer's models, which of them search and write, and the index of this practice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.engine.catalogue import BUNDLE_SUFFIX
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.listed import LibraryModel
from core.errors import AnamnesisError
from core.retrieval.dto import IndexStatus
from ui.bridge import ThreadBridge
from ui.errors import describe
from ui.models.bundle_dialog import BundleDialog
from ui.models.confinement_words import confinement_line
from ui.models.index_card import IndexCard
from ui.models.models_list import ModelRowDelegate, ModelsModel
from ui.models.words import trial_text, use_word
from ui.operations.models import (
    IndexLine,
    Models,
    add_model,
    check_model,
    follow_index,
    list_models,
    rebuild_index,
    remove_model,
    use_model,
)
from ui.operations.operation import Operation
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.dragged_bundle import dragged_bundle
from ui.widgets.message_bar import MessageBar, MessageTone
from ui.widgets.paragraph import Paragraph
from ui.widgets.question import Question
from ui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from ui.jobs import Jobs

T = TypeVar("T")
_SIZE_PX = (700, 600)


class ModelsDialog(QDialog):
    """Opened with `open()`. Background work continues after it is closed."""

    def __init__(self, jobs: Jobs, library: ModelLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library = library
        self._line: IndexLine | None = None
        self._over = False
        self._stoppable = False
        self._status = IndexStatus()
        self._wanted = ""
        self._bridge: ThreadBridge[IndexStatus] = ThreadBridge(self._show_status, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Models and index"))
        self.card = IndexCard()
        self.confinement = Paragraph()
        self.message = MessageBar()
        self.work = WorkLine(jobs)
        self.list = QListView()
        self.model = ModelsModel(self)
        self.add_button = QPushButton(self.tr("&Add…"))
        self.kinds = QMenu(self)
        self.check_button = QPushButton(self.tr("Chec&k"))
        self.use_button = QPushButton(self.tr("&Use for finding"))
        self.remove_button = QPushButton(self.tr("&Remove…"))
        self.close_button = QPushButton(self.tr("Close"))
        self._style()
        self._lay_out()
        self._connect()
        self.resize(*_SIZE_PX)
        self.list.setFocus()
        self._refresh()
        self.reload()
        jobs.run(self, follow_index(self._bridge.send), on_done=self._on_followed, on_error=self._on_error)

    @property
    def chosen(self) -> LibraryModel | None:
        """The marked model."""
        return self.model.model_at(self.list.currentIndex())

    def reload(self) -> None:
        """Reads the list again; the mark is kept."""
        self._jobs.run(self, list_models(self._library), on_done=self._on_models, on_error=self._on_error)

    def reject(self) -> None:
        """Closes; a running copy or check is asked to stop first."""
        if self.work.working and self._stoppable:
            self.work.stop()
        else:
            super().reject()

    def add(self, path: str) -> None:
        """Copies the model in a folder, or the GGUF file, into the library."""
        self.message.clear()
        self._stoppable = True
        self.work.run(
            self.tr("Copying the model, MB:"),
            add_model(self._library, Path(path)),
            on_done=self._on_added,
            on_error=self._on_error,
            on_stopped=self._on_copy_stopped,
        )

    def install(self, path: str) -> None:
        """Shows a bundle, and installs it on confirmation."""
        dialog = BundleDialog(self._jobs, self._library, Path(path), self)
        dialog.installed.connect(self._on_installed)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_bundle(event.mimeData()) is not None and not self.work.working:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged_bundle(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.install(str(path))

    def check(self) -> None:
        """Runs the marked model; a language model is also asked about the built-in chart."""
        model = self.chosen
        if model is None or not self.check_button.isEnabled():
            return
        self.message.clear()
        self._stoppable = True
        self.work.run(
            self.tr("Trying the model:"),
            check_model(self._library, model.name),
            on_done=self._on_checked,
            on_error=self._on_error,
            on_stopped=self._on_check_stopped,
        )

    def use(self) -> None:
        """Selects the marked model for searching, once the index is built with it, or for writing."""
        model = self.chosen
        if model is not None and self.use_button.isEnabled():
            self._write(use_model(self._library, model.name), self._on_used)

    def remove(self) -> None:
        """Deletes the marked model after a question."""
        model = self.chosen
        if model is None or not self.remove_button.isEnabled():
            return
        Question(
            self,
            title=self.tr("Remove {name}?").format(name=isolate(model.name)),
            text=self.tr("Its files are deleted from this computer. No note is affected."),
            yes=self.tr("Remove"),
            on_yes=partial(self._write_removal, model.name),
        ).open()

    def rebuild(self) -> None:
        """Rebuilds the index after a question."""
        Question(
            self,
            title=self.tr("Rebuild the whole index?"),
            text=self.tr(
                "Every note is read and indexed again, which can take long. Search keeps working; you may"
                " close this window."
            ),
            yes=self.tr("Rebuild"),
            on_yes=self._rebuild,
        ).open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._leave()

    def _leave(self) -> None:
        """Disconnects everything."""
        self._over = True
        self._bridge.close()
        self.work.drop()
        if self._line is not None:
            self._line.unsubscribe()
            self._line = None

    def _style(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(ModelRowDelegate(self.list))
        self.list.setAccessibleName(self.tr("Models of this computer"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.use_button, kind="primary")
        set_role(self.remove_button, kind="danger")
        buttons = (self.add_button, self.check_button, self.use_button, self.remove_button, self.close_button)
        for button in buttons:
            button.setAutoDefault(False)
        self.add_button.setToolTip(self.tr("Copies a model from a disk of this computer to the others"))
        kinds = self.kinds
        kinds.setToolTipsVisible(True)
        folder = kinds.addAction(self.tr("A &folder, for finding…"), self._ask_for_folder)
        folder.setToolTip(self.tr("A folder of sentence-transformers with safetensors weights"))
        file = kinds.addAction(self.tr("A &GGUF file, for writing…"), self._ask_for_file)
        file.setToolTip(self.tr("An instruction-tuned language model in one file"))
        bundle = kinds.addAction(self.tr("A &bundle, signed…"), self._ask_for_bundle)
        bundle.setToolTip(self.tr("One file with models, signed by whoever looks after this computer"))
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        told = Paragraph(
            self.tr(
                "Models stored here; Anamnesis never downloads any. When another one is chosen for"
                " finding, its index is built while the present one stays in use. A language model writes"
                " only if it passed the check; otherwise answers are quoted from the notes."
            )
        )
        set_role(told, tone="muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.check_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.use_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        set_role(self.confinement, tone="muted")
        self.confinement.hide()
        for part in (self.card, told, self.confinement, self.message, self.work):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._refresh())
        self.add_button.clicked.connect(self._ask_for_kind)
        self.check_button.clicked.connect(self.check)
        self.use_button.clicked.connect(self.use)
        self.remove_button.clicked.connect(self.remove)
        self.close_button.clicked.connect(self.reject)
        self.card.rebuild_requested.connect(self.rebuild)
        self.work.changed.connect(self._refresh)

    def _ask_for_kind(self) -> None:
        self.kinds.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of an embedder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("The GGUF file of a language model"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Language models (*.gguf)"))
        dialog.fileSelected.connect(self.add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_for_bundle(self) -> None:
        dialog = QFileDialog(self, self.tr("A bundle of models"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Bundles of models (*{suffix})").format(suffix=BUNDLE_SUFFIX))
        dialog.fileSelected.connect(self.install)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _rebuild(self) -> None:
        self.message.clear()
        self._stoppable = False
        self.work.run(
            self.tr("Indexing:"),
            rebuild_index(),
            on_done=self._show_status,
            on_error=self._on_error,
            on_stopped=lambda: None,
        )

    def _write(self, operation: Operation[T], on_done: Callable[[T], None]) -> None:
        self.message.clear()
        self._jobs.run(self, operation, on_done=on_done, on_error=self._on_error)

    def _write_removal(self, name: str) -> None:
        told = self.tr("{name} was removed").format(name=isolate(name))
        self._write(remove_model(self._library, name), lambda _none: self._on_changed(told))

    def _on_added(self, model: LibraryModel) -> None:
        self._wanted = model.name
        if model.writes:
            told = self.tr("{name} was added. Check it, then use it.")
        else:
            told = self.tr("{name} was added. Choose “Use for finding” to search with it.")
        self._on_changed(told.format(name=isolate(model.name)))

    def _on_installed(self, models: Models) -> None:
        self._wanted = models[0].name
        self.reload()

    def _on_checked(self, model: LibraryModel) -> None:
        state, tone = trial_text(model)
        if tone != "good" or not model.writes:
            told = self.tr("{name}: {state}").format(name=isolate(model.name), state=state)
            self._on_changed(told, tone="good" if tone == "good" else "caution")
            return
        if model.verdict is not None and model.verdict.mode == "written":
            self._on_changed(
                self.tr("{name} passed the check: it writes answers.").format(name=isolate(model.name))
            )
            return
        if model.verdict is not None and model.verdict.reads:
            reads = self.tr("{name} may say which quote answers; it does not write.")
            self._on_changed(reads.format(name=isolate(model.name)))
            return
        told = self.tr("{name} did not pass the check: answers are quoted from the notes.")
        self._on_changed(told.format(name=isolate(model.name)), tone="caution")

    def _on_used(self, model: LibraryModel) -> None:
        if model.writes:
            told = self.tr("{name} is the language model of this computer now.")
        else:
            told = self.tr("{name} is used for search as soon as its index is built.")
        _, tone = use_word(model, self._status)
        self._on_changed(
            told.format(name=isolate(model.name)), tone="caution" if tone == "caution" else "good"
        )

    def _on_changed(self, told: str, *, tone: MessageTone = "good") -> None:
        self.message.show_message(told, tone=tone)
        self.reload()

    def _on_copy_stopped(self) -> None:
        self.message.show_message(self.tr("Stopped. Nothing was added."))

    def _on_check_stopped(self) -> None:
        self.message.show_message(self.tr("Stopped. The check has to be started again."))

    def _on_models(self, models: Models) -> None:
        marked = self._wanted or (self.chosen.name if self.chosen is not None else "")
        self._wanted = ""
        self.model.set_models(models)
        index = self.model.index_of(marked)
        self.list.setCurrentIndex(index if index.isValid() else self.model.index(0))
        self._refresh()

    def _on_followed(self, line: IndexLine) -> None:
        self._line = line
        if self._over:
            self._leave()
        else:
            self._show_status(line.status)
            self.confinement.setText(confinement_line(line.isolation))
            self.confinement.setVisible(line.isolation is not None)

    def _show_status(self, status: IndexStatus) -> None:
        self._status = status
        self.card.show_status(status)
        self.model.set_status(status)
        self._refresh()

    def _on_error(self, error: AnamnesisError) -> None:
        self.message.show_error(describe(error))
        self._refresh()

    def _refresh(self) -> None:
        """Updates which buttons are enabled, and why one is not."""
        model, idle = self.chosen, not self.work.working
        writes = model is not None and model.writes
        self.add_button.setEnabled(idle)
        whole = not self._status.pending and self._status.building is None
        self.card.rebuild_button.setEnabled(idle and whole)
        usable = model is not None and model.installed and not model.wanted
        self.use_button.setEnabled(idle and usable)
        self.use_button.setText(self.tr("&Use for writing") if writes else self.tr("&Use for finding"))
        self.check_button.setEnabled(idle and model is not None and model.installed)
        self.check_button.setToolTip(
            self.tr("Tries it on this computer and asks about a made-up chart, to see whether it may write")
            if writes
            else self.tr("Tries it on this computer")
        )
        why = self._why_it_stays(model)
        self.remove_button.setEnabled(idle and model is not None and not why)
        self.remove_button.setToolTip(why)

    def _why_it_stays(self, model: LibraryModel | None) -> str:
        if model is None:
            return ""
        if model.starter:
            return self.tr("It comes with Anamnesis and cannot be removed")
        in_use = model.wanted or model.name == self._status.model
        return self.tr("It is in use: use another one first") if in_use else ""
