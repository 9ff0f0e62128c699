"""The models of this machine: models list, add, check, use, remove; without a practice or a passphrase."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from importlib.metadata import version
from typing import Any

from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT
from app.cli.context import Context
from core.assistant.acceptance.check import check_version
from core.assistant.acceptance.earned import check_model as examine
from core.engine.model_library.library import ModelLibrary
from core.engine.model_library.listed import LibraryModel
from core.installed_models import installed_models

_MB = 1_000_000
_FITS = {
    "fits": "",
    "tight": ", which is much for this computer",
    "too_large": ", too much for this computer",
    "unknown": "",
}
_MODES = {"written": "passed the check", "evidence": "did not pass the check"}


def list_models(context: Context, _arguments: argparse.Namespace) -> int:
    """Every model of this machine, selected ones marked."""
    models = _library(context).list()
    document = {"models": [model_document(model) for model in models]}
    context.console.result(document, "\n".join([*map(model_line, models), "* in use on this computer"]))
    return EXIT_DONE


def add_model(context: Context, arguments: argparse.Namespace) -> int:
    """Copies an embedder or a language model into the library; `use` selects it."""
    added = _library(context).add(
        arguments.path.expanduser(),
        name=arguments.name,
        cancel=context.cancel,
        on_progress=lambda done, total: context.console.progress("copying, MB", done // _MB, total // _MB),
    )
    lines = [f"Added {model_line(added).strip()}"]
    if added.writes:
        lines.append(f"See whether it may write with: anamnesis models check {added.name}")
    lines.append(f"Start using it with: anamnesis models use {added.name}")
    context.console.result(model_document(added), "\n".join(lines))
    return EXIT_DONE


def check_model(context: Context, arguments: argparse.Namespace) -> int:
    """Runs a model on this computer; a language model also answers questions on the built-in chart."""
    library = _library(context)
    model = library.named(arguments.name)
    library.require_allowed(model)
    trial = library.processor.try_model(
        model.spec, plain=True, anew=True, stopping=lambda: context.cancel.cancelled
    )
    context.cancel.raise_if_cancelled()
    model = replace(model, trial=trial)
    if not model.writes or (trial is not None and not trial.works):
        context.console.result(model_document(model), f"{model.name}: {_trial_words(model)}.")
        return EXIT_DONE if trial is not None and trial.works else EXIT_ENVIRONMENT
    verdict = examine(
        model.spec,
        library.verdicts,
        program=version("anamnesis"),
        processor=library.processor,
        cancel=context.cancel,
        on_progress=lambda done, total: context.console.progress("questions", done, total),
    )
    checked = replace(model, verdict=verdict)
    text = (
        f"{model.name}: {_trial_words(model)}.\n"
        f"{model.name} {_MODES[verdict.mode]}: {verdict.right} of {verdict.answerable} questions answered to "
        f"the point, {verdict.quiet} of {verdict.absent} left alone that the chart does not answer.\n"
        f"{verdict.tokens_per_s:.0f} tokens a second, first word after {verdict.first_token_ms / 1000:.1f} s."
    )
    if model.spec.adapter is not None:
        may = "is" if verdict.reads else "is not"
        asked = verdict.answerable + verdict.absent
        text += f"\nIt {may} asked which quote answers: {verdict.read} of {asked} questions read right."
    context.console.result(model_document(checked), text)
    return EXIT_DONE


def use_model(context: Context, arguments: argparse.Namespace) -> int:
    """Selects a model for search or generation on this machine."""
    chosen = _library(context).use(arguments.name)
    if chosen.writes:
        text = (
            f"{chosen.name} is now the language model of this computer, from the next unlock on.\n"
            f"{_verdict_line(chosen).capitalize()}."
        )
    else:
        text = (
            f"{chosen.name} is now the embedder of this computer.\n"
            "An open practice keeps searching with its old one until every note is indexed again: in the "
            "window beside your work, or with anamnesis index run."
        )
    context.console.result(model_document(chosen), text)
    return EXIT_DONE


def remove_model(context: Context, arguments: argparse.Namespace) -> int:
    """Deletes an added model from this machine."""
    _library(context).remove(arguments.name)
    context.console.result({"removed": arguments.name}, f"Removed {arguments.name}.")
    return EXIT_DONE


def _library(context: Context) -> ModelLibrary:
    return installed_models(context.settings)


def model_document(model: LibraryModel) -> dict[str, Any]:
    """A model in the JSON format."""
    spec = model.spec
    return {
        "kind": spec.kind,
        "name": spec.name,
        "starter": model.starter,
        "wanted": model.wanted,
        "installed": model.installed,
        "sha256": spec.sha256,
        "adapter": spec.adapter.sha256 if spec.adapter is not None else None,
        "size_bytes": spec.size_bytes,
        "licence": spec.licence or None,
        "dimension": model.dimension,
        "architecture": model.architecture or None,
        "quantisation": model.quantisation or None,
        "parameters": model.parameters,
        "context_tokens": model.context_tokens,
        "chat_format": spec.chat_format if model.writes else None,
        "memory_bytes": model.memory_bytes,
        "fit": model.fit,
        "made_with": model.made_with or None,
        "added_at": model.added_at.isoformat() if model.added_at else None,
        "trial": asdict(model.trial) if model.trial is not None else None,
        "verdict": asdict(model.verdict) if model.verdict is not None else None,
        "budgets": asdict(spec.budgets) if spec.budgets is not None else None,
        "bundle": model.bundle or None,
    }


def model_line(model: LibraryModel) -> str:
    """A model in one line."""
    spec = model.spec
    about = [spec.kind, f"{(spec.size_bytes or 0) / _MB:.0f} MB", f"licence {spec.licence or 'unknown'}"]
    if model.dimension is not None:
        about.append(f"vectors of {model.dimension}")
    if model.context_tokens is not None:
        about += [model.quantisation, f"context of {model.context_tokens} tokens"]
        about.append(f"chat format {spec.chat_format}")
    if model.memory_bytes is not None:
        about.append(f"about {model.memory_bytes / _MB:.0f} MB of memory{_FITS[model.fit]}")
    if (budgets := spec.budgets) is not None:
        about.append(f"reads {budgets.notes_tokens} and writes {budgets.answer_tokens} tokens")
    about += [f"from the bundle {model.bundle}"] if model.bundle else []
    about += ["starter model"] if model.starter else []
    about += [_trial_words(model)] if model.installed else ["NOT INSTALLED"]
    about += [_verdict_line(model)] if model.writes else []
    mark = "*" if model.wanted else " "
    return f"{mark} {spec.name}: {', '.join(about)}, sha256 {spec.sha256[:12]}"


def _trial_words(model: LibraryModel) -> str:
    """One of three states: not tried, works, fails."""
    trial = model.trial
    if trial is None:
        return "not tried on this computer"
    if not trial.works:
        return f"does not run on this computer ({trial.reason} at level {trial.level}, {trial.day})"
    pace = f", {trial.tokens_per_s:.0f} tokens/s" if model.writes else ""
    return f"works on this computer (level {trial.level}{pace}, {trial.day})"


def _verdict_line(model: LibraryModel) -> str:
    verdict = model.verdict
    if verdict is None or verdict.program != check_version(version("anamnesis")):
        return "not examined yet"
    figures = f"{verdict.right} of {verdict.answerable}"
    # A bundle's verdict was made on another computer, whose speed is irrelevant here.
    figures += f", {verdict.tokens_per_s:.0f} tokens/s" if verdict.tokens_per_s else ""
    reads = ", may say which quote answers" if verdict.reads else ""
    return f"{_MODES[verdict.mode]} ({figures}){reads}"
