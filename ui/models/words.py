"""The texts about models and the index."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import cast

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from core.assistant.acceptance.check import check_version
from core.engine.model_library.listed import LibraryModel
from core.engine.model_library.verdicts import StoredVerdict
from core.retrieval.dto import IndexStatus
from ui.error_sentences.durations import Durations
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme.roles import Tone

_MINUTE_S = 60
_PERCENT = 100


def size_text(size_bytes: int) -> str:
    """`91 MB`, formatted for the window's language."""
    text: str = QLocale().formattedDataSize(size_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    return isolate(text)


def kind_word(model: LibraryModel) -> str:
    """Its purpose."""
    if model.spec.kind == "embedder":
        return QCoreApplication.translate("ModelWords", "for finding")
    return QCoreApplication.translate("ModelWords", "language model")


def about_line(model: LibraryModel) -> str:
    """`for finding · 91 MB · licence Apache-2.0 · vectors of 384 numbers · came with Anamnesis`."""
    licence = QCoreApplication.translate("ModelWords", "licence {licence}")
    unknown = QCoreApplication.translate("ModelWords", "licence not stated")
    vectors = QCoreApplication.translate("ModelWords", "vectors of {dimension} numbers")
    context = QCoreApplication.translate("ModelWords", "reads {tokens} tokens at once")
    bundle = QCoreApplication.translate("ModelWords", "bundle {bundle}")
    parts = [
        kind_word(model),
        size_text(model.spec.size_bytes) if model.spec.size_bytes else "",
        licence.format(licence=isolate(model.spec.licence)) if model.spec.licence else unknown,
        vectors.format(dimension=model.dimension) if model.dimension else "",
        isolate(model.quantisation),
        context.format(tokens=model.context_tokens) if model.context_tokens else "",
        QCoreApplication.translate("ModelWords", "came with Anamnesis") if model.starter else "",
        bundle.format(bundle=isolate(model.bundle)) if model.bundle else "",
    ]
    return one_line(parts)


def need_line(model: LibraryModel) -> tuple[str, Tone]:
    """Whether it runs on this computer, what it needs or lacks, and what a language model may do."""
    if not model.installed:
        return QCoreApplication.translate("ModelWords", "Its files are missing"), "danger"
    state, tone = trial_text(model)
    need, need_tone = _need(model)
    earned = earned_text(model) if tone == "good" else ""
    worst = next((each for each in ("danger", "caution") if each in (tone, need_tone)), "muted")
    return one_line((state, need, earned)), cast("Tone", worst)


def _need(model: LibraryModel) -> tuple[str, Tone]:
    if model.memory_bytes is None:
        return "", "muted"
    needs = QCoreApplication.translate("ModelWords", "needs about {size} of memory")
    text = needs.format(size=size_text(model.memory_bytes))
    if model.fit == "tight":
        much = QCoreApplication.translate("ModelWords", "much for this computer")
        return one_line((text, much), separator=", "), "caution"
    if model.fit == "too_large":
        too_much = QCoreApplication.translate("ModelWords", "too much for this computer")
        return one_line((text, too_much), separator=", "), "danger"
    return text, "muted"


def trial_text(model: LibraryModel) -> tuple[str, Tone]:
    """One state: untested on this computer, working there, or not running there."""
    trial = model.trial
    if trial is None:
        return QCoreApplication.translate("ModelWords", "Use Check to see whether it runs here"), "caution"
    day = day_text(date.fromisoformat(trial.day))
    if not trial.works:
        told = QCoreApplication.translate(
            "ModelWords", "Does not run on this computer ({reason}, {day}): choose another one"
        )
        return told.format(reason=isolate(trial.reason), day=day), "danger"
    if not model.writes:
        told = QCoreApplication.translate("ModelWords", "runs here ({level}, {day})")
        return told.format(level=isolate(trial.level), day=day), "good"
    told = QCoreApplication.translate("ModelWords", "runs here ({level}, {tokens} tokens a second, {day})")
    return told.format(level=isolate(trial.level), tokens=round(trial.tokens_per_s), day=day), "good"


def earned_text(model: LibraryModel) -> str:
    """The result of the acceptance check; empty for a search model, or before the check."""
    verdict = _verdict(model)
    if not model.writes or verdict is None:
        return ""
    if verdict.mode == "evidence" and verdict.reads:
        told = QCoreApplication.translate("ModelWords", "may read, not write: {read} of {asked} read right")
        return told.format(read=verdict.read, asked=verdict.answerable + verdict.absent)
    if verdict.mode == "written":
        told = QCoreApplication.translate("ModelWords", "passed the check: {right} of {asked} right")
    else:
        told = QCoreApplication.translate("ModelWords", "did not pass the check: {right} of {asked} right")
    return told.format(right=verdict.right, asked=verdict.answerable)


def _verdict(model: LibraryModel) -> StoredVerdict | None:
    """The result of this version's acceptance check."""
    verdict = model.verdict
    current = verdict is not None and verdict.program == check_version(version("anamnesis"))
    return verdict if current else None


def use_word(model: LibraryModel, status: IndexStatus) -> tuple[str, Tone]:
    """Whether it searches or writes now, or will; empty for an unused one."""
    if model.writes:
        return _writing(model) if model.wanted else ("", "muted")
    building = status.building
    if building is not None and building.model == model.name:
        told = QCoreApplication.translate("ModelWords", "being built: {percent} %")
        return told.format(percent=_percent(building.done, building.total)), "accent"
    if status.model == model.name:
        return QCoreApplication.translate("ModelWords", "in use"), "good"
    if model.wanted:
        return QCoreApplication.translate("ModelWords", "chosen"), "accent"
    return "", "muted"


def _writing(model: LibraryModel) -> tuple[str, Tone]:
    """One state of the language model in use: unchecked, not running, failed, or writing."""
    if model.trial is not None and not model.trial.works:
        return QCoreApplication.translate("ModelWords", "does not run"), "danger"
    verdict = _verdict(model)
    if model.trial is None or verdict is None:
        return QCoreApplication.translate("ModelWords", "not checked yet"), "caution"
    if verdict.mode != "written" and verdict.reads:
        return QCoreApplication.translate("ModelWords", "in use, chooses quotes"), "good"
    if verdict.mode != "written":
        return QCoreApplication.translate("ModelWords", "in use, quotes only"), "caution"
    return QCoreApplication.translate("ModelWords", "in use, writes answers"), "good"


class IndexWords(QObject):
    """A QObject for its `tr` with plural forms."""

    def found_with(self, status: IndexStatus) -> str:
        """The model used for searching."""
        if status.model is None:
            return self.tr("Notes are found by their words only: no model has indexed them yet.")
        return self.tr("Notes are found with {model}.").format(model=isolate(status.model))

    def state(self, status: IndexStatus) -> str:
        """How much is searchable."""
        if not status.total:
            return self.tr("There is nothing to index yet.")
        if status.pending > 0:
            told = self.tr("{percent} % indexed: {indexed} of {total} notes and records")
            return told.format(percent=status.percent, indexed=status.indexed, total=status.total)
        sources = self.tr("All %n note(s) and record(s) are indexed", "", status.total)
        passages = self.tr("%n passage(s)", "indexed", status.passages)
        return one_line((sources, passages), separator=", ")

    def drift(self, status: IndexStatus) -> str:
        """What was out of step with the notes; empty when nothing was."""
        if status.drift is None or not status.drift.total:
            return ""
        return self.tr(
            "%n note(s) or record(s) were missing or outdated in the index and were corrected",
            "",
            status.drift.total,
        )

    def building(self, status: IndexStatus) -> str:
        """The model that is to follow; empty for none."""
        building = status.building
        if building is None:
            return ""
        told = self.tr(
            "New index being built: {model}, {percent} % ({done} of {total}); it is used once complete."
        )
        return told.format(
            model=isolate(building.model),
            percent=_percent(building.done, building.total),
            done=building.done,
            total=building.total,
        )

    def pace(self, status: IndexStatus) -> str:
        """The pace and the remaining time; empty if unknown."""
        parts: list[str] = []
        if status.sources_per_s is not None:
            a_minute = round(status.sources_per_s * _MINUTE_S)
            parts.append(self.tr("%n a minute", "notes", max(a_minute, 1)))
        if status.remaining_s is not None:
            parts.append(self.tr("about {time} left").format(time=Durations().text(status.remaining_s)))
        return one_line(parts, separator="; ")


def _percent(done: int, total: int) -> int:
    return _PERCENT if total <= 0 else int(_PERCENT * done / total)
