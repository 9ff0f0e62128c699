"""The dialogs of the window, and their effects on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.crash_report import CrashReport
from ui.preferences import Preferences
from ui.sessions.soap_editor import SoapEditor
from ui.shell.about_dialog import AboutDialog
from ui.shell.crash_dialog import CrashDialog
from ui.shell.form_return import FormReturn

if TYPE_CHECKING:
    from core.configuration.schema import Section
    from core.workspace import Workspace
    from ui.commands import CommandBook
    from ui.jobs import Jobs
    from ui.shell.workspace_page import WorkspacePage


class WindowDialogs(QObject):
    """Rarely used dialogs are imported on demand: they import the strength meter and printing."""

    idle_minutes_changed = Signal(int)
    setting_chosen = Signal(str, object)
    """The name and value of a choice on the settings page."""
    backups_changed = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._jobs = jobs
        self._preferences = preferences
        self._window = window
        self._crash: CrashDialog | None = None
        self._page: WorkspacePage | None = None
        self._book: CommandBook | None = None

    def attach(self, page: WorkspacePage, book: CommandBook) -> None:
        """Notifies this page of the dialogs' changes; both are rebuilt when the language changes."""
        self._page, self._book = page, book
        page.views.chart.templates_wanted.connect(self.show_templates)
        page.views.clients.import_requested.connect(self.show_import)
        page.views.health.offer(
            {
                "audit": self.show_audit,
                "passphrase": self.show_security,
                "models": self.show_models,
                "backup": self.show_backups,
                "drill": self.show_backups,
            }
        )
        page.sections.navigation_bar.settings_requested.connect(self.show_settings)
        page.forms.wanted.connect(FormReturn(self._jobs, page, self._window, self._on_texts_changed).open)

    @property
    def page(self) -> WorkspacePage:
        assert self._page is not None  # noqa: S101 - the window attaches before it shows anything
        return self._page

    def show_security(self) -> None:
        """Keys, people and the audit log, as far as the role permits; an open dialog is raised."""
        from ui.security.security_dialog import SecurityDialog

        for shown in self._window.findChildren(SecurityDialog):
            if shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        access = self._workspace.services.access
        dialog = SecurityDialog(
            self._jobs,
            access=access,
            preferences=self._preferences,
            most_idle_minutes=self._workspace.settings.lock_after_min,
            parent=self._window,
        )
        dialog.idle_minutes_changed.connect(self.idle_minutes_changed)
        dialog.client_erased.connect(self.page.on_client_erased)
        dialog.records_changed.connect(self.page.look_for_erased)
        dialog.people_changed.connect(self.page.views.chart.read_authors)
        dialog.open()

    def show_settings(self) -> None:
        """Every setting, whoever may change it; also while the practice is locked."""
        from ui.settings.settings_dialog import SettingsDialog

        for shown in self._window.findChildren(SettingsDialog):
            if shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        dialog = SettingsDialog(
            self._workspace.settings,
            self._preferences,
            more=self._leads_to(),
            signed_in=self._workspace.state == "unlocked",
            parent=self._window,
        )
        dialog.chosen.connect(self.setting_chosen)
        dialog.open()

    def _leads_to(self) -> dict[Section, tuple[str, Callable[[], object]]]:
        """The dialogs related to a group of settings, for the signed-in user."""
        if self._workspace.state != "unlocked":
            return {}
        found: dict[Section, tuple[str, Callable[[], object]]] = {
            "access": (self.tr("Keys, people and audit…"), self.show_security)
        }
        if self._workspace.services.access.allows("chart"):
            found["models"] = (self.tr("Models and index…"), self.show_models)
            found["backups"] = (self.tr("Backups…"), self.show_backups)
        return found

    def show_audit(self) -> None:
        """The audit log, for users who may read it."""
        from ui.security.audit_page import AuditLogPage
        from ui.security.security_dialog import SecurityDialog

        self.show_security()
        for shown in self._window.findChildren(SecurityDialog):
            shown.show_page(AuditLogPage)

    def show_trash(self) -> None:
        """Deleted charts, to restore or erase."""
        from ui.clients.trash_dialog import TrashDialog

        access = self._workspace.services.access
        dialog = TrashDialog(self._jobs, access=access, parent=self._window)
        dialog.erased.connect(self.page.on_client_erased)
        dialog.ended_early.connect(self.page.look_for_erased)
        dialog.open()

    def show_import(self) -> None:
        """Imports charts from files, and undoes imports."""
        from ui.interchange.import_dialog import ImportDialog

        ImportDialog(self._jobs, self._window).open()

    @property
    def may_read_log(self) -> bool:
        """Whether the user may read the audit log."""
        return self._workspace.state == "unlocked" and self._workspace.services.access.allows("audit")

    def show_export(self) -> None:
        """The whole practice as one archive."""
        from ui.interchange.practice_export_dialog import PracticeExportDialog

        PracticeExportDialog(self._jobs, self._window).open()

    def show_templates(self) -> None:
        """Session templates, snippets, letters and words of the practice."""
        from ui.templates.templates_dialog import TemplatesDialog

        dialog = TemplatesDialog(self._jobs, self._window)
        dialog.changed.connect(self._on_texts_changed)
        dialog.open()

    def show_vocabulary(self) -> None:
        """The practice's own abbreviations, for questions."""
        from ui.vocabulary.vocabulary_dialog import VocabularyDialog

        VocabularyDialog(self._jobs, self._window).open()

    def show_models(self) -> None:
        """The models of this computer, and how far the index is."""
        from core.installed_models import installed_models
        from ui.models.models_dialog import ModelsDialog

        ModelsDialog(self._jobs, installed_models(self._workspace.settings), self._window).open()

    def show_bundle(self, path: Path) -> None:
        """The content of a bundle of models, which may be installed."""
        from core.installed_models import installed_models
        from ui.models.bundle_dialog import BundleDialog

        BundleDialog(self._jobs, installed_models(self._workspace.settings), path, self._window).open()

    def show_backups(self) -> None:
        """Backup targets, existing backups, and verification."""
        from ui.backups.backups_dialog import BackupsDialog

        for shown in self._window.findChildren(BackupsDialog):
            if shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        dialog = BackupsDialog(self._jobs, self._workspace.settings.data_dir, self._window)
        dialog.changed.connect(self.backups_changed)
        dialog.open()

    def show_shortcuts(self) -> None:
        """Every command with its keys."""
        from ui.shortcuts.shortcuts_dialog import ShortcutsDialog

        if self._book is not None:
            ShortcutsDialog(self._book, self._window).open()

    def ask_for_new_passphrase(self) -> None:
        """After an unlock with the recovery key."""
        from ui.security.passphrase_dialog import NewPassphraseDialog

        NewPassphraseDialog(self._jobs, self._window).open()

    def _on_texts_changed(self) -> None:
        """Updates a note being written with the new snippets."""
        for editor in self.page.findChildren(SoapEditor):
            if editor.aids is not None and editor.isVisible():
                editor.aids.load()

    def show_about(self) -> None:
        AboutDialog(self._window).open()

    def show_crash(self, report: CrashReport) -> None:
        """One dialog at a time, however many errors occur."""
        if self._crash is not None:
            self._crash.count_another()
            return
        self._crash = dialog = CrashDialog(report, self._window)
        gone = partial(self._on_crash_gone, id(dialog))
        dialog.finished.connect(gone)
        # A lock closes dialogs silently.
        dialog.destroyed.connect(gone)
        dialog.show()

    def _on_crash_gone(self, which: int, _result: object = None) -> None:
        if id(self._crash) == which:
            self._crash = None
