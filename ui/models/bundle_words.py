"""The texts about a bundle of models before it is installed."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.engine.model_library.bundles.installing import BundlePreview
from core.engine.model_library.bundles.manifest import BundledModel
from core.engine.model_library.listed import Fit
from core.engine.model_library.verdicts import StoredVerdict
from ui.models.words import size_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate


class BundleWords(QObject):
    """A `QObject` for its `tr`."""

    def bundle(self, preview: BundlePreview) -> str:
        """Name and version."""
        manifest = preview.manifest
        return self.tr("Bundle {name}, version {version}").format(
            name=isolate(manifest.name), version=isolate(str(manifest.version))
        )

    def signer(self, preview: BundlePreview) -> str:
        """Who signed it, with which key, and why the key is trusted."""
        told = self.tr(
            "Signed by {publisher}, with a key that the policy of this computer trusts.\nKey: {key}"
        )
        return told.format(publisher=isolate(preview.manifest.publisher), key=isolate(preview.key))

    def earlier(self, preview: BundlePreview) -> str:
        """Whether another version is installed; empty if not."""
        if preview.installed_version is None:
            return ""
        told = self.tr("Version {version} of it was installed before. Its models stay until you remove them.")
        return told.format(version=isolate(str(preview.installed_version)))

    def name(self, model: BundledModel) -> str:
        """Its purpose and its name."""
        finds = model.kind == "embedder"
        told = self.tr("For finding: {name}") if finds else self.tr("Language model: {name}")
        return told.format(name=isolate(model.name))

    def model(self, model: BundledModel) -> str:
        """Its licence and its size."""
        licence = self.tr("licence {licence}").format(licence=isolate(model.licence))
        return one_line((licence, size_text(model.size_bytes)))

    def need(self, model: BundledModel, fit: Fit) -> str:
        """The memory it needs, and whether this computer has it."""
        text = self.tr("needs about {size} of memory").format(size=size_text(model.memory_bytes))
        if fit == "tight":
            return one_line((text, self.tr("much for this computer")), separator=", ")
        if fit == "too_large":
            return one_line((text, self.tr("too much for this computer")), separator=", ")
        return text

    def asked(self, model: BundledModel) -> str:
        """How a language model is prompted, and the result of its check; empty for others."""
        budgets = model.budgets
        if budgets is None:
            return ""
        told = self.tr("reads up to {notes} tokens of notes, answers in up to {answer}").format(
            notes=budgets.notes_tokens, answer=budgets.answer_tokens
        )
        return one_line((told, self._verdict(model.verdict)))

    def _verdict(self, verdict: StoredVerdict | None) -> str:
        if verdict is None:
            return self.tr("its check follows here")
        if verdict.mode == "written":
            told = self.tr("passed the check: {right} of {asked} right")
        else:
            told = self.tr("did not pass the check: {right} of {asked} right")
        return told.format(right=verdict.right, asked=verdict.answerable)
