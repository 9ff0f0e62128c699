"""The models of this machine: models list, add, use, remove. They need no practice and no passphrase."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.console import EXIT_DONE
from app.cli.context import Context
from core.engine.model_library.library import LibraryModel, ModelLibrary

_MB = 1_000_000
_FITS = {
    "fits": "",
    "tight": ", which is much for this computer",
    "too_large": ", too much for this computer",
    "unknown": "",
}


def list_models(context: Context, _arguments: argparse.Namespace) -> int:
    """Every model of this machine, the wanted embedder marked."""
    models = ModelLibrary(context.settings.models_dir).list()
    document = {"models": [_document(model) for model in models]}
    context.console.result(document, "\n".join(_line(model) for model in models))
    return EXIT_DONE


def add_model(context: Context, arguments: argparse.Namespace) -> int:
    """Copies an embedder from a folder into the library; it is used only once `use` says so."""
    library = ModelLibrary(context.settings.models_dir)
    added = library.add(
        arguments.path.expanduser(),
        name=arguments.name,
        cancel=context.cancel,
        on_progress=lambda done, total: context.console.progress("copying, MB", done // _MB, total // _MB),
    )
    text = f"Added {_line(added).strip()}\nStart using it with: anamnesis models use {added.name}"
    context.console.result(_document(added), text)
    return EXIT_DONE


def use_model(context: Context, arguments: argparse.Namespace) -> int:
    """Makes an embedder the one that practices on this machine are indexed with."""
    chosen = ModelLibrary(context.settings.models_dir).use(arguments.name)
    text = (
        f"{chosen.name} is now the embedder of this computer.\n"
        "An open practice goes on finding with its old one until every note is indexed anew: in the window "
        "beside your work, or with anamnesis index run."
    )
    context.console.result(_document(chosen), text)
    return EXIT_DONE


def remove_model(context: Context, arguments: argparse.Namespace) -> int:
    """Deletes an added model from this machine."""
    ModelLibrary(context.settings.models_dir).remove(arguments.name)
    context.console.result({"removed": arguments.name}, f"Removed {arguments.name}.")
    return EXIT_DONE


def _document(model: LibraryModel) -> dict[str, Any]:
    spec = model.spec
    return {
        "kind": spec.kind,
        "name": spec.name,
        "starter": model.starter,
        "wanted": model.wanted,
        "installed": model.installed,
        "sha256": spec.sha256,
        "size_bytes": spec.size_bytes,
        "licence": spec.licence or None,
        "dimension": model.dimension,
        "memory_bytes": model.memory_bytes,
        "fit": model.fit,
        "made_with": model.made_with or None,
        "added_at": model.added_at.isoformat() if model.added_at else None,
    }


def _line(model: LibraryModel) -> str:
    spec = model.spec
    about = [spec.kind, f"{(spec.size_bytes or 0) / _MB:.0f} MB", f"licence {spec.licence or 'unknown'}"]
    if model.dimension is not None:
        about.append(f"vectors of {model.dimension}")
    if model.memory_bytes is not None:
        about.append(f"about {model.memory_bytes / _MB:.0f} MB of memory{_FITS[model.fit]}")
    about += ["starter model"] if model.starter else []
    about += [] if model.installed else ["NOT INSTALLED"]
    mark = "*" if model.wanted else " "
    return f"{mark} {spec.name}: {', '.join(about)}, sha256 {spec.sha256[:12]}"
