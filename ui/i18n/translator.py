"""Sets a language on the application: our catalogue, Qt's own, the locale and the reading direction."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator

Language = Literal["en", "he"]
LANGUAGES: dict[Language, str] = {"en": "English", "he": "עברית"}
"""Each in its own language, for the language menu."""
_CATALOGUES = files("ui.i18n")


def system_language() -> Language:
    """The first language of the system's list that has a catalogue; English if there is none."""
    for tag in QLocale.system().uiLanguages():
        spoken = tag.replace("_", "-").split("-")[0]
        # Java and old desktops still say `iw` for Hebrew (ISO 639 before 1989).
        if spoken in ("he", "iw"):
            return "he"
        if spoken == "en":
            return "en"
    return "en"


def load_catalogue(language: Language) -> QTranslator:
    """Our own catalogue of `language`, not yet installed. Raises `FileNotFoundError` if missing."""
    translator = QTranslator()
    compiled = _CATALOGUES / f"anamnesis_{language}.qm"
    if not translator.load(str(compiled)):
        raise FileNotFoundError(compiled.name)
    return translator


def install_translator(app: QCoreApplication, language: Language) -> None:
    """Switches to `language`. Existing widgets keep their text until they are created again."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    of_qt = QTranslator(app)
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)
    ours = load_catalogue(language)
    ours.setParent(app)
    app.installTranslator(ours)
    QLocale.setDefault(_locale(language))
    if app.inherits("QGuiApplication"):
        # Imported here: the command line uses this package's texts without the GUI libraries.
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if language == "he" else Qt.LayoutDirection.LeftToRight
        )


def _locale(language: Language) -> QLocale:
    system = QLocale.system()
    if system.language() == QLocale(language).language():
        return system
    return QLocale("he_IL" if language == "he" else "en_GB")
