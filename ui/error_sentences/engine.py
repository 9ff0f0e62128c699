"""Sentences about models, the engine process, searching and answering."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "engine_problem": (
        QT_TR_NOOP("The models are not answering"),
        QT_TR_NOOP("The process that runs them failed or took too long. The chart works without it."),
        QT_TR_NOOP("Try again in a minute. “anamnesis doctor” looks for the cause."),
    ),
    "engine_resting": (
        QT_TR_NOOP("The models are paused"),
        QT_TR_NOOP("They failed several times in a row and are tried again in {retry_in_s} seconds."),
        QT_TR_NOOP("Go on with the chart meanwhile, then try again."),
    ),
    "engine_starting": (
        QT_TR_NOOP("The models are still loading"),
        QT_TR_NOOP("They were not ready in time. The chart works without them."),
        QT_TR_NOOP("Wait until the status bar says that they are ready, then try again."),
    ),
    "engine_stopped": (
        QT_TR_NOOP("The models are switched off"),
        QT_TR_NOOP("The process that runs them was stopped, as it is at every lock."),
        QT_TR_NOOP("Unlock the practice and try again."),
    ),
    "engine_timeout": (
        QT_TR_NOOP("The models took too long"),
        QT_TR_NOOP("There was no answer within {timeout_s} seconds. The chart works without them."),
        QT_TR_NOOP("Close programs that keep the computer busy, then try again."),
    ),
    "engine_crashed": (
        QT_TR_NOOP("The models failed"),
        QT_TR_NOOP("The process that runs them ended; it restarts by itself."),
        QT_TR_NOOP("Try again in a minute."),
    ),
    "engine_not_started": (
        QT_TR_NOOP("The models cannot be started"),
        QT_TR_NOOP("The process that runs them could not be started. The chart works without it."),
        QT_TR_NOOP("Close other programs and try again. If it keeps happening, install Anamnesis again."),
    ),
    "engine_exception": (
        QT_TR_NOOP("The models failed"),
        QT_TR_NOOP("A fault in the library that runs them stopped this request."),
        QT_TR_NOOP("Try again in a minute."),
    ),
    "engine_protocol": (
        QT_TR_NOOP("The models failed"),
        QT_TR_NOOP("The process that runs them answered with something unreadable."),
        QT_TR_NOOP("Try again in a minute. If it keeps happening, install Anamnesis again."),
    ),
    "vector_invalid": (
        QT_TR_NOOP("The search model failed"),
        QT_TR_NOOP("It returned invalid data; none of it was used."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "model_library_failed": (
        QT_TR_NOOP("The library that runs the models does not load"),
        QT_TR_NOOP("It ended with {kind}. The chart and the search by words work without it."),
        QT_TR_NOOP("Install Anamnesis again."),
    ),
    "model_does_not_run": (
        QT_TR_NOOP("A model does not run on this computer"),
        QT_TR_NOOP("It was tried and ended with {reason}. The chart works without it."),
        QT_TR_NOOP("Open “Models and index” and choose another model, or check this one again."),
    ),
    "cpu_level_unknown": (
        QT_TR_NOOP("There is no such level of instructions"),
        QT_TR_NOOP("ANAMNESIS_CPU_LEVEL is set to {name}."),
        QT_TR_NOOP("Set it to one of {known}, or do not set it."),
    ),
    "model_not_configured": (
        QT_TR_NOOP("No model is chosen"),
        QT_TR_NOOP("There is no model for this task. The chart works without it."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "grammar_invalid": (
        QT_TR_NOOP("No answer was written"),
        QT_TR_NOOP("The language model did not accept the required form of an answer."),
        QT_TR_NOOP("Read the sources. If it keeps happening, report it."),
    ),
    "grammar_dead_end": (
        QT_TR_NOOP("No answer was written"),
        QT_TR_NOOP("The language model could not write it in the required form."),
        QT_TR_NOOP("Put the question differently, or read the sources."),
    ),
    "generation_limits_refused": (
        QT_TR_NOOP("No answer was written"),
        QT_TR_NOOP("A length of {max_tokens} tokens cannot be asked for."),
        "",
    ),
    "prompt_too_long": (
        QT_TR_NOOP("The question and its sources are too long"),
        QT_TR_NOOP("They take {prompt_tokens} tokens; the language model reads {limit_tokens}."),
        QT_TR_NOOP("Ask in two steps, or read the sources."),
    ),
    "request_too_large": (
        QT_TR_NOOP("Too much at once"),
        QT_TR_NOOP("The request is larger than what the models take in one piece."),
        QT_TR_NOOP("Ask in two steps."),
    ),
    "text_too_long": (
        QT_TR_NOOP("The text is too long"),
        QT_TR_NOOP("It has {length} characters; the models take {limit} in one piece."),
        QT_TR_NOOP("Shorten it and try again."),
    ),
    "index_not_loaded": (
        QT_TR_NOOP("The search is not ready yet"),
        QT_TR_NOOP("The index is still being loaded after the unlock."),
        QT_TR_NOOP("Try again in a moment."),
    ),
    "search_memory_short": (
        QT_TR_NOOP("Too little memory to search by meaning"),
        QT_TR_NOOP("The index would not fit into memory, and it is never put on the disk."),
        QT_TR_NOOP("Close other programs, then lock and unlock. Search by words keeps working."),
    ),
    "dimension_too_large": (
        QT_TR_NOOP("This search model does not fit"),
        QT_TR_NOOP("Its vectors have {dimension} numbers, more than the index allows."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "hit_outside_scope": (
        QT_TR_NOOP("The search was stopped"),
        QT_TR_NOOP("It found a passage outside of what was asked for, so nothing is shown."),
        QT_TR_NOOP("Lock and unlock, which rebuilds the index. If it keeps happening, report it."),
    ),
    "embedding_failed": (
        QT_TR_NOOP("The search model is not answering"),
        QT_TR_NOOP("Until it is back, search works by words only."),
        QT_TR_NOOP("Try again in a minute."),
    ),
    "generation_failed": (
        QT_TR_NOOP("No answer was written"),
        QT_TR_NOOP("The language model failed; the passages found are shown."),
        QT_TR_NOOP("Ask again, or read the sources."),
    ),
    "retrieval_failed": (
        QT_TR_NOOP("The search did not work"),
        QT_TR_NOOP("The chart itself is not affected."),
        QT_TR_NOOP("Lock and unlock the practice, which rebuilds the search."),
    ),
    "model_error": (
        QT_TR_NOOP("A model cannot be used"),
        QT_TR_NOOP("The chart and the search by words work without it."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "model_missing": (
        QT_TR_NOOP("A model is missing"),
        QT_TR_NOOP("The model {name} is not where it was installed. The chart works without it."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "model_rejected": (
        QT_TR_NOOP("A model was refused"),
        QT_TR_NOOP("The files of {name} are not the ones that were recorded, so they were not loaded."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "model_rejected.unreadable": (
        QT_TR_NOOP("A model cannot be read"),
        QT_TR_NOOP("The files of {name} are there but do not load."),
        QT_TR_NOOP("Check that you may read them, or install the starter models again."),
    ),
    "model_rejected.adapter_missing": (
        QT_TR_NOOP("The adapter of a model is missing"),
        QT_TR_NOOP("{name} is used with an adapter, and that file is not where it was installed."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "model_rejected.adapter_changed": (
        QT_TR_NOOP("The adapter of a model was refused"),
        QT_TR_NOOP("The adapter of {name} is not the file that was recorded, so it was not loaded."),
        QT_TR_NOOP("Install the starter models again."),
    ),
    "model_rejected.adapter_mislabelled": (
        QT_TR_NOOP("The adapter of a model was refused"),
        QT_TR_NOOP("The adapter of {name} changes more than the linear layers, or its header does not hold."),
        QT_TR_NOOP("Install the starter models again. If it stays so, report it."),
    ),
    "model_rejected.adapter_of_another_model": (
        QT_TR_NOOP("The adapter of a model was refused"),
        QT_TR_NOOP("The adapter of {name} was made for another model."),
        QT_TR_NOOP("Install the starter models again. If it stays so, report it."),
    ),
    "model_rejected.adapter_unreadable": (
        QT_TR_NOOP("The adapter of a model cannot be read"),
        QT_TR_NOOP("The adapter of {name} is there but does not load."),
        QT_TR_NOOP("Check that you may read it, or install the starter models again."),
    ),
    "reading_refused": (
        QT_TR_NOOP("The quotes were not read"),
        QT_TR_NOOP("The language model cannot tell the answers apart that it was to choose from."),
        QT_TR_NOOP("Report it: the program should not ask for that."),
    ),
}
