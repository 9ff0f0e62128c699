"""Bundles of models: models make-key, bundle, inspect, install; without a practice or a passphrase."""

from __future__ import annotations

import argparse
import os
import tempfile
from dataclasses import asdict
from datetime import UTC
from importlib.metadata import version
from pathlib import Path
from typing import Any

from app.cli.console import EXIT_DONE, UsageError
from app.cli.context import Context
from app.cli.models import model_document, model_line
from core.assistant.acceptance.earned import check_model
from core.atomic_file import flush_directory
from core.clock import utc_now
from core.engine.catalogue import BUNDLE_SUFFIX
from core.engine.dto import GeneratorBudgets
from core.engine.model_library.bundles.making import (
    ModelWishes,
    PreparedModel,
    make_bundle,
    prepare_models,
)
from core.engine.model_library.bundles.manifest import BundledModel, BundleManifest
from core.engine.model_library.verdicts import Verdicts
from core.errors import InputRefused
from core.installed_models import installed_models
from core.security.publisher_keys import PublisherKey, public_key_text

_MB = 1_000_000
_KEY_LIMIT_BYTES = 1 << 16
_MODES = {"written": "passed the check", "evidence": "did not pass the check"}


def make_key(context: Context, arguments: argparse.Namespace) -> int:
    """A new signing key for bundles, in a private file."""
    key, path = PublisherKey.new(), arguments.file.expanduser()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.to_pem())
            file.flush()
            os.fsync(file.fileno())
        flush_directory(path.parent)
    except FileExistsError as error:
        raise InputRefused("bundle_file_exists", file=str(path)) from error
    except OSError as error:
        raise InputRefused("bundle_unwritable", file=str(path), reason=error.strerror) from error
    public = public_key_text(key.public_bytes)
    context.console.result(
        {"file": str(path), "public_key": public},
        f"The secret key is in {path}: whoever has it can sign models for your computers.\n"
        f'In the policy of each of them: model_bundle_keys = ["{public}"]',
    )
    return EXIT_DONE


def make(context: Context, arguments: argparse.Namespace) -> int:
    """Signs local models as one file."""
    console = context.console
    key = _key(arguments)
    number = arguments.version or int(f"{utc_now().astimezone(UTC):%Y%m%d}")
    out = arguments.out or Path(f"{arguments.name}-{number}{BUNDLE_SUFFIX}")
    if out.suffix != BUNDLE_SUFFIX:
        raise UsageError(f"the file has to end in {BUNDLE_SUFFIX}: desktops know it by that")
    prepared = prepare_models(
        [each.expanduser() for each in arguments.paths],
        ModelWishes(
            licence=arguments.licence or "",
            budgets=_budgets(arguments),
            chat_format=arguments.chat_format,
        ),
        cancel=context.cancel,
        on_progress=lambda done, total: console.progress("reading, MB", done // _MB, total // _MB),
    )
    if not arguments.no_check:
        prepared = tuple(_checked(context, each) for each in prepared)
    try:
        bundle = make_bundle(
            out.expanduser(),
            prepared,
            name=arguments.name,
            version=number,
            publisher=arguments.publisher,
            program=version("anamnesis"),
            key=key,
            cancel=context.cancel,
            on_progress=lambda done, total: console.progress("writing, MB", done // _MB, total // _MB),
        )
    except OSError as error:
        raise InputRefused("bundle_unwritable", file=str(out), reason=error.strerror) from error
    console.result(
        {"file": str(out), "digest": bundle.digest, **_document(bundle.manifest, bundle.key)},
        "\n".join((f"Made {out}", *_lines(bundle.manifest, bundle.key))),
    )
    return EXIT_DONE


def inspect(context: Context, arguments: argparse.Namespace) -> int:
    """The signer and content of a bundle, if it may be installed here; the models are not read."""
    found = installed_models(context.settings).look_at_bundle(arguments.file.expanduser())
    context.console.result(
        {"file": found.file, "digest": found.digest, **_document(found.manifest, found.key)},
        "\n".join(_lines(found.manifest, found.key)),
    )
    return EXIT_DONE


def install(context: Context, arguments: argparse.Namespace) -> int:
    """Adds every model of a bundle, or none; with `--use` also selects them."""
    library, path = installed_models(context.settings), arguments.file.expanduser()
    found = library.look_at_bundle(path)
    added = library.install_bundle(
        path,
        digest=found.digest,
        cancel=context.cancel,
        on_progress=lambda done, total: context.console.progress("copying, MB", done // _MB, total // _MB),
    )
    if arguments.use:
        added = tuple(library.use(each.name) for each in added)
    manifest = found.manifest
    lines = [f"Installed {manifest.name}, version {manifest.version}, signed by {manifest.publisher}."]
    lines += [model_line(each).strip() for each in added]
    if not arguments.use:
        lines += [f"Start using it with: anamnesis models use {each.name}" for each in added]
    context.console.result(
        {
            "bundle": manifest.name,
            "version": manifest.version,
            "publisher": manifest.publisher,
            "key": found.key,
            "models": [model_document(each) for each in added],
        },
        "\n".join(lines),
    )
    return EXIT_DONE


def _key(arguments: argparse.Namespace) -> PublisherKey:
    path = arguments.key.expanduser()
    return PublisherKey.from_pem(_read(path), _passphrase(arguments.key_passphrase_file))


def _passphrase(path: Path | None) -> str | None:
    if path is None:
        return None
    first = _read(path.expanduser()).splitlines()[:1]
    return first[0].decode("utf-8", "replace") if first else ""


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_KEY_LIMIT_BYTES)
    except OSError as error:
        raise InputRefused("publisher_key_unreadable", file=str(path), reason=error.strerror) from error


def _budgets(arguments: argparse.Namespace) -> GeneratorBudgets | None:
    """The given ones; None without any."""
    named = {
        "context_tokens": arguments.context,
        "answer_tokens": arguments.answer,
        "notes_tokens": arguments.notes,
        "temperature": arguments.temperature,
    }
    named = {name: value for name, value in named.items() if value is not None}
    return GeneratorBudgets(**named) if named else None


def _checked(context: Context, prepared: PreparedModel) -> PreparedModel:
    """With the result of the acceptance check, run with the bundle's settings."""
    if prepared.spec.kind != "generator":
        return prepared
    processor = installed_models(context.settings).processor
    with tempfile.TemporaryDirectory(prefix="anamnesis-check-") as folder:
        verdict = check_model(
            prepared.spec,
            Verdicts((Path(folder),)),
            program=version("anamnesis"),
            processor=processor,
            cancel=context.cancel,
            on_progress=lambda done, total: context.console.progress("questions", done, total),
        )
    return prepared.with_verdict(verdict)


def _document(manifest: BundleManifest, key: str) -> dict[str, Any]:
    return {
        "bundle": manifest.name,
        "version": manifest.version,
        "publisher": manifest.publisher,
        "key": key,
        "made_at": manifest.made_at,
        "program": manifest.program,
        "models": [asdict(each) for each in manifest.models],
    }


def _lines(manifest: BundleManifest, key: str) -> list[str]:
    return [
        f"{manifest.name}, version {manifest.version}, signed by {manifest.publisher}",
        f"key {key}",
        *(_model_line(each) for each in manifest.models),
    ]


def _model_line(model: BundledModel) -> str:
    about = [
        model.kind,
        f"{model.size_bytes / _MB:.0f} MB",
        f"licence {model.licence}",
        f"about {model.memory_bytes / _MB:.0f} MB of memory",
    ]
    if (budgets := model.budgets) is not None:
        about.append(f"prompt format {model.chat_format}")
        about.append(
            f"context {budgets.context_tokens}, notes {budgets.notes_tokens}, answer {budgets.answer_tokens} "
            f"tokens, temperature {budgets.temperature:g}"
        )
        verdict = model.verdict
        about.append(
            "not checked"
            if verdict is None
            else f"{_MODES[verdict.mode]} ({verdict.right} of {verdict.answerable})"
        )
    return f"{model.name}: {', '.join(about)}, sha256 {model.sha256[:12]}"
