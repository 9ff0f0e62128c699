"""Texts for the checks of models and index, and of the program's last week."""

from __future__ import annotations

from core.health.finding import Check
from ui.health.check_words.entry import CheckWords
from ui.i18n.marking import QT_TR_NOOP

_FAST = QT_TR_NOOP("95 % took up to {p95}; {budget} is allowed ({count} in 7 days).")
_SLOW = QT_TR_NOOP("Too slow: 95 % took up to {p95}, and {budget} is allowed ({count} in 7 days).")
_UNMEASURED = QT_TR_NOOP("Not used in the last 7 days.")
_SPEED = {"ok": _FAST, "ok:none": _UNMEASURED, "warning": _SLOW}
_RUNS = QT_TR_NOOP("{name} runs on this computer ({level}, {day}).")
_UNTRIED = QT_TR_NOOP("{name} was not tried on this computer yet.")
_RUNS_NOT = QT_TR_NOOP("{name} does not run on this computer ({reason}, {day}).")
_TRIAL = {"ok": _RUNS, "warning": _UNTRIED, "problem": _RUNS_NOT}
_MODEL = {
    "ok": QT_TR_NOOP("{name} is the file that was added."),
    "problem": QT_TR_NOOP("It cannot be used. {problem}"),
}

BY_CHECK: dict[Check, CheckWords] = {
    "index": CheckWords(
        QT_TR_NOOP("Index"),
        {
            "ok": QT_TR_NOOP("All {total} notes and records can be found."),
            "warning": QT_TR_NOOP("{missing} of {total} notes and records cannot be found yet."),
            "warning:drift": QT_TR_NOOP("{drift} notes and records were missing from it or outdated in it."),
        },
        QT_TR_NOOP("Index them now. Until then they can be read, but neither found nor asked about."),
        "index",
    ),
    "model_embedder": CheckWords(
        QT_TR_NOOP("Model for finding"),
        _MODEL
        | {"warning": QT_TR_NOOP("It finds notes, but does not tell which sentence answers. {problem}")},
        QT_TR_NOOP("Add it again or choose another one. Until then notes are found by their words."),
        "models",
        {"warning": QT_TR_NOOP("Install the starter models again. Until then answers are chosen less well.")},
    ),
    "trial_embedder": CheckWords(
        QT_TR_NOOP("Model for finding, on this computer"),
        _TRIAL,
        QT_TR_NOOP("Check it, or choose another one. Until it runs, notes are found by their words."),
        "models",
    ),
    "model_generator": CheckWords(
        QT_TR_NOOP("Language model"),
        _MODEL,
        QT_TR_NOOP("Add it again or choose another one. Until then answers are quotes."),
        "models",
    ),
    "trial_generator": CheckWords(
        QT_TR_NOOP("Language model, on this computer"),
        _TRIAL,
        QT_TR_NOOP("Check it, or choose another one. Until it runs, answers are quotes."),
        "models",
    ),
    "processor": CheckWords(
        QT_TR_NOOP("Processor"),
        {
            "ok": QT_TR_NOOP("It runs what it announces."),
            "warning": QT_TR_NOOP(
                "It announces instructions that it does not run, so slower ones are used; virtual machines do"
                " that."
            ),
        },
        QT_TR_NOOP(
            "Ask whoever looks after your computers to choose another type of processor for the virtual"
            " machine, then check the models again."
        ),
        "models",
    ),
    "update": CheckWords(
        QT_TR_NOOP("Updates"),
        {
            "ok": QT_TR_NOOP("No newer version than {installed} is in the folder for updates or on a stick."),
            "ok:none": QT_TR_NOOP("Version {installed}. This computer looks for no updates."),
            "warning": QT_TR_NOOP("Version {version} is ready to be installed; this is {installed}."),
            "warning:replaced": QT_TR_NOOP(
                "Version {version} is installed; this window is still {installed}."
            ),
            "problem": QT_TR_NOOP("An update was found and is not taken. {problem}"),
        },
        QT_TR_NOOP("Show the update: it says what is new and what to do."),
        "update",
        {
            "problem": QT_TR_NOOP(
                "Tell whoever looks after your computers. Install nothing of it; get the release again."
            )
        },
    ),
    "policy": CheckWords(
        QT_TR_NOOP("Policy of your organisation"),
        {
            "ok": QT_TR_NOOP("In force: {sources}. It sets: {imposed}."),
            "ok:none": QT_TR_NOOP("There is none: the settings are yours."),
            "warning": QT_TR_NOOP(
                "In force: {sources}. Others than an administrator of this computer can change {open}."
            ),
        },
        QT_TR_NOOP("Ask whoever looks after your computers to let only administrators change it."),
    ),
    "versions": CheckWords(
        QT_TR_NOOP("Parts of the program"),
        {
            "ok": QT_TR_NOOP("All parts are there."),
            "problem": QT_TR_NOOP("Missing: {missing}."),
        },
        QT_TR_NOOP("Install Anamnesis again; the practice stays as it is."),
    ),
    "memory": CheckWords(
        QT_TR_NOOP("Memory of this computer"),
        {
            "ok": QT_TR_NOOP("{total_size}."),
            "warning": QT_TR_NOOP("{total_size}; 4 GB or more are advised."),
        },
        QT_TR_NOOP("Close other programs before you ask questions."),
    ),
    "speed_ask": CheckWords(
        QT_TR_NOOP("Asking"),
        _SPEED,
        QT_TR_NOOP("Close other programs, or choose a smaller language model."),
        "models",
    ),
    "speed_find": CheckWords(
        QT_TR_NOOP("Finding"),
        _SPEED,
        QT_TR_NOOP("Close other programs, or choose a smaller model for finding."),
        "models",
    ),
    "speed_save": CheckWords(
        QT_TR_NOOP("Saving"),
        _SPEED,
        QT_TR_NOOP("Close other programs; a disk that is slow, failing or almost full is the usual cause."),
    ),
    "speed_unlock": CheckWords(
        QT_TR_NOOP("Unlocking"),
        _SPEED,
        QT_TR_NOOP("Close other programs. Setting the passphrase again measures what this computer can do."),
        "passphrase",
    ),
    "errors": CheckWords(
        QT_TR_NOOP("Failures"),
        {
            "ok": QT_TR_NOOP("{failed} of {ended} failed in the last 7 days."),
            "ok:none": QT_TR_NOOP("Nothing failed in the last 7 days."),
            "warning": QT_TR_NOOP("{failed} of {ended} failed in the last 7 days. {problems}"),
        },
        QT_TR_NOOP("The log says when. If it goes on, send a report to whoever supports you."),
        "log",
    ),
    "crashes": CheckWords(
        QT_TR_NOOP("Ends of the program"),
        {
            "ok": QT_TR_NOOP("It ended as it should after each start of the last 7 days."),
            "ok:once": QT_TR_NOOP("It was cut off once in the last 7 days, as by a power cut."),
            "warning": QT_TR_NOOP(
                "In the last 7 days it was cut off {unclean} times and met {bugs} faults of its own."
            ),
        },
        QT_TR_NOOP("Nothing that was saved is lost. Send a report to whoever supports you."),
        "report",
    ),
}
