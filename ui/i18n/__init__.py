"""Languages of the window: English sources, a Hebrew catalogue, and the direction that goes with each.

Strings are written `self.tr("{done} of {total} sessions").format(done=…, total=…)`: named placeholders,
filled in outside the translated text, never an f-string inside. Counted things are `self.tr("%n client(s)",
"", count)`. Outside a QObject: `QCoreApplication.translate("Context", "…")`. `python -m ui.i18n.update`
refreshes the catalogues.
"""

from ui.i18n.translator import LANGUAGES, Language, install_translator, system_language

__all__ = ["LANGUAGES", "Language", "install_translator", "system_language"]
