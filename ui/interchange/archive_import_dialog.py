"""Importing an archive: it is opened, read to its end, then stored whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from core.errors import AnamnesisError
from core.interchange.archive.dto import ArchiveImport, ArchivePreview, ProtectionKind, Secret
from ui.errors import describe_code
from ui.interchange.archive_words import ArchiveWords
from ui.operations.archives import import_archive, preview_archive, read_identities
from ui.text.days import day_text
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 600


class ArchiveImportDialog(WorkDialog):
    """Two steps on one button: read the archive, then import its contents."""

    imported = Signal()
    """The content of the archive is stored."""

    def __init__(self, jobs: Jobs, path: Path, kind: ProtectionKind, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._path = path
        self._kind = kind
        self._identities: tuple[str, ...] = ()
        self.preview: ArchivePreview | None = None
        self.setWindowTitle(self.tr("Import an archive"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Close"))
        which = Paragraph(self.tr("Archive: {file}").format(file=isolate(path.name)))
        set_role(which, strong=True)
        self.passphrase = PassphraseField(self.tr("Passphrase of the archive"))
        label = PlainLabel(self.tr("&Passphrase of the archive"))
        label.setBuddy(self.passphrase)
        self.key_button = QPushButton(self.tr("Choose the &key file…"))
        self.key_button.clicked.connect(self._ask_key)
        self.summary = Paragraph()
        for part in (which, label, self.passphrase, self.key_button, self.summary):
            self.column.addWidget(part)
        label.setVisible(kind == "passphrase")
        self.passphrase.setVisible(kind == "passphrase")
        self.key_button.setVisible(kind == "recipients")
        self.passphrase.changed.connect(lambda _: self._forget())
        self.passphrase.submitted.connect(self._go)
        self.go_button.clicked.connect(self._go)
        self._forget()
        if kind == "none":
            self._read()

    def reject(self) -> None:
        """Closes; a running read or import is asked to stop first."""
        if self.work.working:
            self.work.stop()
        else:
            self.passphrase.clear()
            super().reject()

    def refresh(self) -> None:
        read = self.preview is not None
        self.go_button.setText(self.tr("&Import") if read else self.tr("&Read the archive"))
        possible = self.preview is None or self.preview.problem is None
        self.go_button.setEnabled(possible and self._has_secret and not self.work.working)

    @property
    def _has_secret(self) -> bool:
        if self._kind == "passphrase":
            return bool(self.passphrase.text)
        return self._kind == "none" or bool(self._identities)

    @property
    def _secret(self) -> Secret:
        return Secret(passphrase=self.passphrase.text, identities=self._identities)

    def use_key_file(self, path: Path) -> None:
        """Reads the keys, then the archive with them."""
        self.work.run(
            self.tr("Reading the key"),
            read_identities(path=path),
            on_done=self._on_identities,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _go(self) -> None:
        if not self.go_button.isEnabled():
            return
        if self.preview is None:
            self._read()
        else:
            self._import()

    def _read(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Reading, per cent"),
            preview_archive(path=self._path, secret=self._secret),
            on_done=self._show_preview,
            on_error=self._on_unreadable,
            on_stopped=self._on_stopped,
        )

    def _import(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Importing, per cent"),
            import_archive(path=self._path, secret=self._secret),
            on_done=self._on_imported,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _show_preview(self, preview: ArchivePreview) -> None:
        self.preview = preview
        head = preview.head
        whole = head.scope == "practice"
        what = self.tr("A whole practice") if whole else self.tr("One client's chart")
        lines = [
            self.tr("{what} from {practice}, exported on {day}. The archive is whole.").format(
                what=what, practice=isolate(head.practice_name), day=day_text(head.made_at.date())
            ),
            ArchiveWords().counts(preview.counts),
            ArchiveWords().left_out(preview.left_out),
            self.tr(
                "Signatures of its notes stay as they were given and are shown as another practice's; its "
                "audit log is kept beside this one."
            ),
        ]
        self.summary.setText("\n".join(line for line in lines if line))
        self.summary.show()
        if preview.problem is not None:
            words = describe_code(preview.problem, {})
            self.show_message(words.title, words.message, words.remedy, tone="caution")
        self.refresh()

    def _on_unreadable(self, error: AnamnesisError) -> None:
        self.show_error(error)
        if self._kind == "passphrase" and error.code == "archive_wrong_passphrase":
            self.passphrase.refuse()

    def _on_identities(self, identities: tuple[str, ...]) -> None:
        self._identities = identities
        self._forget()
        self._read()

    def _on_imported(self, done: ArchiveImport) -> None:
        self._forget()
        self.passphrase.clear()
        self.show_message(
            self.tr("Imported"),
            ArchiveWords().counts(done.counts),
            self.tr("It can be undone under “Earlier imports”."),
            tone="good",
        )
        self.imported.emit()

    def _on_stopped(self) -> None:
        self.show_message(self.tr("Stopped"), self.tr("Nothing was changed."), tone="caution")

    def _forget(self) -> None:
        """What was read with another secret says nothing about this one."""
        self.preview = None
        self.summary.setText("")
        self.summary.hide()
        self.refresh()

    def _ask_key(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the key file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.use_key_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
