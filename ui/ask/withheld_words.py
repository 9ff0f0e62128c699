"""Texts for the reasons of withheld sentences, one for each code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def withheld_reason(code: str | None) -> str:
    """Why a sentence is not shown as fact."""
    other = QCoreApplication.translate("WithheldReason", "the cited words do not support it")
    return _withheld_reasons().get(code or "", other)


def _withheld_reasons() -> dict[str, str]:
    return {
        "no_citation": QCoreApplication.translate("WithheldReason", "it cites nothing"),
        "unknown_source": QCoreApplication.translate("WithheldReason", "it cites a source that is not there"),
        "nothing_to_check": QCoreApplication.translate(
            "WithheldReason", "it says nothing that can be checked"
        ),
        "unit_mismatch": QCoreApplication.translate("WithheldReason", "the cited words give another unit"),
        "unsupported_number": QCoreApplication.translate(
            "WithheldReason", "a number in it is not in the cited words"
        ),
        "number_of_another": QCoreApplication.translate(
            "WithheldReason", "a number in it belongs to something else in the cited words"
        ),
        "date_mismatch": QCoreApplication.translate(
            "WithheldReason", "a date in it is not the one in the cited words"
        ),
        "drug_mismatch": QCoreApplication.translate("WithheldReason", "the cited words name another drug"),
        "side_mismatch": QCoreApplication.translate("WithheldReason", "the cited words name the other side"),
        "negation_mismatch": QCoreApplication.translate(
            "WithheldReason", "the cited words deny it, or it denies what they say"
        ),
        "status_mismatch": QCoreApplication.translate(
            "WithheldReason", "the cited words say that it was stopped or not started"
        ),
        "subject_mismatch": QCoreApplication.translate(
            "WithheldReason", "the cited words are about someone else"
        ),
        "repeated": QCoreApplication.translate("WithheldReason", "it repeats an earlier sentence"),
        "unfinished": QCoreApplication.translate("WithheldReason", "it was not finished"),
        "other_time": QCoreApplication.translate("WithheldReason", "it is of another time"),
        "superseded": QCoreApplication.translate("WithheldReason", "a later note speaks of the same"),
        "off_question": QCoreApplication.translate("WithheldReason", "it does not answer the question"),
    }
