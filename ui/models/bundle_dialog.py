"""Installs a bundle of models after showing its signer and contents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.engine.model_library.bundles.installing import BundlePreview
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.listed import LibraryModel
from core.errors import AnamnesisError
from ui.models.bundle_words import BundleWords
from ui.operations.models import Models, install_bundle, look_at_bundle
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 620


class BundleDialog(WorkDialog):
    """Opened with `open()`. Nothing is copied before the person agrees, and then all of it or nothing."""

    installed = Signal(object)
    """The installed models, as a tuple of `LibraryModel`."""

    def __init__(self, jobs: Jobs, library: ModelLibrary, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._library = library
        self._path = path
        self._done = False
        self.preview: BundlePreview | None = None
        self.setWindowTitle(self.tr("Install models"))
        self.go_button.setText(self.tr("&Install"))
        set_role(self.go_button, kind="primary")
        self.title = Paragraph(self.tr("Bundle of models: {file}").format(file=isolate(path.name)))
        set_role(self.title, type="title")
        self.signer = Paragraph()
        self.earlier = Paragraph()
        set_role(self.earlier, tone="muted")
        self.models: list[tuple[Paragraph, Paragraph]] = []
        self.use = QCheckBox(self.tr("&Find and write with them from now on"))
        self.use.setChecked(True)
        self.column.addWidget(self.title)
        self.column.addWidget(self.signer)
        self.column.addWidget(self.earlier)
        for part in (self.signer, self.earlier, self.use):
            part.hide()
        self.go_button.clicked.connect(self.install)
        self.refresh()
        self.work.run(
            self.tr("Checking the signature"),
            look_at_bundle(library, path),
            on_done=self._show_preview,
            on_error=self._on_refused,
            on_stopped=self._on_stopped,
            stoppable=False,
        )

    def reject(self) -> None:
        """Closes; a running copy is asked to stop first."""
        if self.work.working:
            self.work.stop()
        else:
            super().reject()

    def refresh(self) -> None:
        ready = self.preview is not None and "too_large" not in self.preview.fits
        self.go_button.setEnabled(ready and not self._done and not self.work.working)

    def install(self) -> None:
        """Copies and checks everything the person was shown."""
        if self.preview is None or not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Copying, MB:"),
            install_bundle(self._library, self._path, digest=self.preview.digest, use=self.use.isChecked()),
            on_done=self._on_installed,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # A lock hides it: an incomplete copy is abandoned.
            self.work.drop()

    def _show_preview(self, preview: BundlePreview) -> None:
        self.preview = preview
        words = BundleWords()
        self.title.setText(words.bundle(preview))
        self.signer.setText(words.signer(preview))
        self.signer.show()
        self.earlier.setText(words.earlier(preview))
        self.earlier.setVisible(preview.installed_version is not None)
        for model, fit in zip(preview.manifest.models, preview.fits, strict=True):
            name = Paragraph(words.name(model))
            set_role(name, strong=True)
            lines = (words.model(model), words.need(model, fit), words.asked(model))
            about = Paragraph("\n".join(line for line in lines if line))
            self.models.append((name, about))
            together = QVBoxLayout()
            together.setSpacing(SPACE_1)
            together.addWidget(name)
            together.addWidget(about)
            self.column.addLayout(together)
        self.column.addWidget(self.use)
        self.use.show()
        # Not the button: keys typed while it opens must not confirm anything.
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)
        if "too_large" in preview.fits:
            self.show_message(
                self.tr("This computer has too little memory for it"),
                self.tr("Nothing can be installed from this bundle here."),
                self.tr("Ask whoever looks after this computer for smaller models."),
                tone="caution",
            )
        self.refresh()

    def _on_refused(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.use.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.refresh()

    def _on_installed(self, models: Models) -> None:
        self._done = True
        self.use.setEnabled(False)
        self.show_message(self.tr("Installed"), self._told(models), tone="good")
        self.cancel_button.setText(self.tr("Close"))
        self.refresh()
        self.cancel_button.setFocus()
        self.installed.emit(models)

    def _told(self, models: Models) -> str:
        """The consequence of each."""
        return "\n".join(self._follows(each) for each in models)

    def _follows(self, model: LibraryModel) -> str:
        if not model.wanted:
            told = self.tr("{name} is among the models now. Choose it under “Models and index” to use it.")
        elif model.writes:
            told = self.tr("{name} is the language model of this computer now.")
        else:
            told = self.tr("{name} is used for search as soon as its index is built.")
        return told.format(name=isolate(model.name))

    def _on_stopped(self) -> None:
        self.show_message(self.tr("Stopped"), self.tr("Nothing was added."))
        self.refresh()
