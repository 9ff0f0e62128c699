"""A bundle is installed whole or not at all, never an older one, and never around the list of the policy."""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.cancel import CancelToken
from core.clock import utc_now
from core.engine.dto import GeneratorBudgets
from core.engine.model_library.bundles import installing
from core.engine.model_library.bundles.bundle_file import read_bundle
from core.engine.model_library.checks import examine
from core.engine.model_library.library import ModelLibrary
from core.engine.verification import verify_model
from core.errors import AnamnesisError, Cancelled, DiskFull, InputRefused
from core.security.publisher_keys import PublisherKey, public_key_text
from tests.fakes.bundle import (
    BUDGETS,
    PASSED,
    PUBLIC,
    PUBLISHER,
    TRUSTED,
    bundle_of,
    small_bundle,
    writer_file,
)
from tests.fakes.embedder_folder import WIDTH, embedder_folder, weights
from ui.errors import has_sentence


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def library(models_dir: Path) -> ModelLibrary:
    return ModelLibrary(models_dir, bundle_keys=TRUSTED)


def refusal(library: ModelLibrary, bundle: Path, **options: object) -> InputRefused:
    """How installing is refused; what was there before is there still, and nothing else."""
    before = library.list()
    with pytest.raises(InputRefused) as refused:
        library.install_bundle(bundle, **options)  # type: ignore[arg-type]
    error = refused.value
    assert has_sentence(error.code)
    assert "reason" not in error.params or has_sentence(f"{error.code}.{error.params['reason']}")
    assert library.list() == before
    added = library._folder.added
    kept = {each.spec.path if each.spec.kind == "embedder" else each.spec.path.parent for each in before}
    assert not added.exists() or set(added.iterdir()) <= kept
    return error


def test_everything_in_it_becomes_a_model_of_this_computer(
    library: ModelLibrary, tmp_path: Path, models_dir: Path
) -> None:
    bundle = small_bundle(tmp_path, verdict=PASSED)
    seen: list[tuple[int, int]] = []
    finds, writes = library.install_bundle(bundle, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0
    assert (finds.name, finds.spec.licence, finds.bundle) == ("tiny-embedder", "Apache-2.0", "clinic")
    assert finds.spec.sha256 == hashlib.sha256(weights()).hexdigest()
    assert (writes.name, writes.spec.budgets, writes.spec.chat_format) == ("tiny-writer", BUDGETS, "chatml")
    assert writes.verdict is not None
    assert (writes.verdict.mode, writes.verdict.right) == ("written", 9)
    assert writes.verdict.tokens_per_s == 0, "the speed of another computer says nothing of this one"
    for each in (finds, writes):
        verify_model(each.spec)
        assert not each.wanted
    again = ModelLibrary(models_dir).list()
    assert [each for each in again if not each.starter] == [finds, writes]
    (kept,) = library._folder.read().bundles
    assert (kept.name, kept.version, kept.publisher, kept.key) == ("clinic", 1, PUBLISHER, PUBLIC)
    assert library.use("tiny-writer").wanted
    assert ModelLibrary(models_dir).wanted_generator().budgets == BUDGETS


def test_what_is_shown_is_what_is_installed(library: ModelLibrary, tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    preview = library.look_at_bundle(bundle)
    assert (preview.manifest.publisher, preview.key, preview.fits) == (PUBLISHER, PUBLIC, ("fits", "fits"))
    assert preview.installed_version is None
    other = small_bundle(tmp_path / "other", seed=3, version=2)
    shutil.copyfile(other, bundle)
    assert refusal(library, bundle, digest=preview.digest).params["reason"] == "replaced"


def test_a_bundle_that_nobody_may_sign_here_is_refused(models_dir: Path, tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    assert refusal(ModelLibrary(models_dir), bundle).params["reason"] == "no_key"
    stranger = public_key_text(PublisherKey.new().public_bytes)
    library = ModelLibrary(models_dir, bundle_keys={stranger})
    error = refusal(library, bundle)
    assert (error.params["reason"], error.params["key"]) == ("untrusted", PUBLIC)


def test_an_older_bundle_is_refused_and_a_newer_one_taken(library: ModelLibrary, tmp_path: Path) -> None:
    library.install_bundle(small_bundle(tmp_path, version=2))
    for version, seed in ((1, 1), (2, 1)):
        error = refusal(library, small_bundle(tmp_path / f"{version}", version=version, seed=seed))
        assert error.params["reason"] == "older"
        assert (error.params["version"], error.params["installed"]) == (version, 2)
    newer = small_bundle(tmp_path / "newer", version=3, seed=1)
    assert library.look_at_bundle(newer).installed_version == 2
    names = [each.name for each in library.install_bundle(newer)]
    assert names == ["tiny-embedder-3", "tiny-writer-3"], "other weights under a name that is taken"
    assert len(library.list()) == 6, "what is in use is not taken away"
    assert library.install_bundle(small_bundle(tmp_path / "x", name="other", version=1, seed=5))


def test_an_older_bundle_is_refused_after_its_models_were_removed(
    library: ModelLibrary, tmp_path: Path
) -> None:
    newest = small_bundle(tmp_path, version=2)
    for each in library.install_bundle(newest):
        library.remove(each.name)
    older = small_bundle(tmp_path / "older", version=1, seed=1)
    assert refusal(library, older).params["reason"] == "older"
    assert [each.name for each in library.install_bundle(newest)] == ["tiny-embedder", "tiny-writer"]
    error = refusal(library, newest)
    assert (error.code, error.params["name"]) == ("bundle_known", "clinic")


def test_the_same_weights_get_the_budgets_of_the_newer_bundle(library: ModelLibrary, tmp_path: Path) -> None:
    _, before = library.install_bundle(small_bundle(tmp_path, verdict=PASSED))
    library.use("tiny-writer")
    other = GeneratorBudgets(context_tokens=2048, answer_tokens=300, notes_tokens=900)
    _, after = library.install_bundle(small_bundle(tmp_path, version=2, budgets=other))
    assert (after.name, after.spec.path, after.spec.budgets) == (before.name, before.spec.path, other)
    assert after.wanted
    assert after.verdict is None, "asked otherwise it was never checked"
    assert len(library.list()) == 4
    verify_model(after.spec)


def test_a_model_that_was_added_by_hand_gets_what_the_bundle_says(
    library: ModelLibrary, tmp_path: Path
) -> None:
    by_hand = library.add(writer_file(tmp_path / "own", name="mine"))
    assert by_hand.spec.budgets is None
    (bundled,) = library.install_bundle(
        bundle_of(tmp_path / "b.anamnesis-models", writer_file(tmp_path / "its"))
    )
    assert (bundled.name, bundled.spec.budgets, bundled.bundle) == ("mine", BUDGETS, "clinic")


def test_files_that_are_gone_come_back(library: ModelLibrary, tmp_path: Path) -> None:
    finds, writes = library.install_bundle(small_bundle(tmp_path))
    writes.spec.path.unlink()
    finds.spec.weights.unlink()
    for each in library.install_bundle(small_bundle(tmp_path, version=2)):
        verify_model(each.spec)


@pytest.mark.parametrize("lost", ["weights", "companion", "end of the weights"])
def test_the_same_bundle_brings_back_what_was_lost(library: ModelLibrary, tmp_path: Path, lost: str) -> None:
    bundle = small_bundle(tmp_path)
    finds, _ = library.install_bundle(bundle)
    library.use(finds.name)
    if lost == "weights":
        finds.spec.weights.unlink()
    elif lost == "companion":
        (finds.spec.path / finds.spec.companions[0].name).unlink()
    else:
        with finds.spec.weights.open("r+b") as weights_file:
            weights_file.truncate(100)
    preview = library.look_at_bundle(bundle)
    for each in library.install_bundle(bundle, digest=preview.digest):
        verify_model(each.spec)
    assert library.wanted_embedder() == finds.spec
    assert refusal(library, bundle).code == "bundle_known"


def test_other_settings_beside_the_same_weights_are_not_mixed(library: ModelLibrary, tmp_path: Path) -> None:
    library.add(embedder_folder(tmp_path / "tiny-embedder"))
    changed = embedder_folder(tmp_path / "b" / "tiny-embedder", card="---\nlicense: mit\n---\n")
    error = refusal(library, bundle_of(tmp_path / "b.anamnesis-models", changed))
    assert error.code == "model_known"


def test_the_verdict_of_this_computer_counts_more(library: ModelLibrary, tmp_path: Path) -> None:
    _, writes = library.install_bundle(small_bundle(tmp_path, verdict=PASSED))
    own = replace(PASSED, mode="evidence", right=3, checked_at="2026-02-03T00:00:00+00:00")
    library.verdicts.keep(writes.spec.identity, own)
    _, again = library.install_bundle(small_bundle(tmp_path, version=2, verdict=PASSED))
    assert again.verdict == own


@pytest.mark.parametrize(
    "checked_at", ["2999-01-01T00:00:00+00:00", "2999-01-01T00:00:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_verdict_from_tomorrow_does_not_outlast_one_of_this_computer(
    models_dir: Path, tmp_path: Path, checked_at: str
) -> None:
    own_dir = tmp_path / "own"
    own_dir.mkdir()
    library = ModelLibrary(models_dir, bundle_keys=TRUSTED, own_dir=own_dir)
    ahead = replace(PASSED, checked_at=checked_at)
    _, writes = library.install_bundle(small_bundle(tmp_path, verdict=ahead))
    assert writes.verdict is not None
    at = (utc_now() + timedelta(seconds=2)).isoformat(timespec="seconds")
    own = replace(PASSED, mode="evidence", right=3, checked_at=at)
    # As whoever may not write into the folder of the models keeps it.
    library.verdicts.keep(writes.spec.identity, own, own=True)
    assert library.verdicts.of(writes.spec.identity) == own


def test_the_list_of_the_policy_binds_a_bundle_too(models_dir: Path, tmp_path: Path) -> None:
    bundle = small_bundle(tmp_path)
    writer = ModelLibrary(models_dir, bundle_keys=TRUSTED).look_at_bundle(bundle).manifest.models[1].sha256
    strict = ModelLibrary(models_dir, bundle_keys=TRUSTED, allowed_sha256={writer})
    assert refusal(strict, bundle).params["reason"] == "not_allowed"
    both = {
        each.sha256
        for each in ModelLibrary(models_dir, bundle_keys=TRUSTED).look_at_bundle(bundle).manifest.models
    }
    assert len(ModelLibrary(models_dir, bundle_keys=TRUSTED, allowed_sha256=both).install_bundle(bundle)) == 2


def test_what_needs_too_much_memory_is_refused_before_a_byte_is_copied(
    models_dir: Path, tmp_path: Path
) -> None:
    small = ModelLibrary(models_dir, bundle_keys=TRUSTED, machine_bytes=64 << 20)
    bundle = small_bundle(tmp_path)
    assert "too_large" in small.look_at_bundle(bundle).fits
    assert refusal(small, bundle).params["reason"] == "memory_short"
    assert not models_dir.exists()


def test_what_says_more_than_its_model_can_do_is_refused(
    library: ModelLibrary, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(
        "core.engine.model_library.bundles.making.checked_budgets", lambda budgets, **_: budgets
    )
    too_wide = GeneratorBudgets(context_tokens=8192)
    error = refusal(library, small_bundle(tmp_path, budgets=too_wide))
    assert (error.params["reason"], error.params["budget"]) == ("budget", "context_tokens")


def test_a_model_is_examined_whoever_signed_it(library: ModelLibrary, tmp_path: Path, monkeypatch) -> None:
    folder = embedder_folder(tmp_path / "tiny")
    (folder / "config.json").write_text('{"hidden_size": 9, "vocab_size": 16, "auto_map": {"x": "y"}}')
    with monkeypatch.context() as patched:
        sound = examine(embedder_folder(tmp_path / "sound"))
        patched.setattr("core.engine.model_library.bundles.making.examine", lambda _folder: sound)
        bundle = bundle_of(tmp_path / "b.anamnesis-models", folder)
    error = refusal(library, bundle)
    assert (error.code, error.params["reason"]) == ("model_refused", "could_run")


def test_a_full_disk_is_told_before_anything_is_copied(
    library: ModelLibrary, tmp_path: Path, monkeypatch
) -> None:
    bundle = small_bundle(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0))
    with pytest.raises(DiskFull):
        library.install_bundle(bundle)
    assert list(library._folder.added.iterdir()) == []


def test_a_stick_that_is_pulled_out_is_told_as_such(
    library: ModelLibrary, tmp_path: Path, monkeypatch
) -> None:
    class Gone(io.BytesIO):
        """A file whose device is gone after its first bytes."""

        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    bundle = small_bundle(tmp_path)
    read = read_bundle(bundle, TRUSTED)
    monkeypatch.setattr(installing, "read_bundle", lambda _path, _trusted: read)
    monkeypatch.setattr("core.engine.model_library.bundles.bundle_file.opened", lambda _file: Gone())
    assert refusal(library, bundle).params["reason"] == "unreadable"


def test_installing_can_be_cancelled(library: ModelLibrary, tmp_path: Path) -> None:
    cancel = CancelToken()
    bundle = small_bundle(tmp_path)
    with pytest.raises(Cancelled):
        library.install_bundle(bundle, cancel=cancel, on_progress=lambda _done, _total: cancel.cancel())
    assert list(library._folder.added.iterdir()) == []
    assert len(library.list()) == 2
    assert library._folder.read().bundles == ()


@pytest.mark.parametrize("place", ["flush_directory", "record_of", "verify_model", "header_of"])
def test_an_interruption_leaves_the_library_as_it_was(
    library: ModelLibrary, tmp_path: Path, monkeypatch, place: str
) -> None:
    class Killed(BaseException):
        """Stands for the end of the process: nothing handles it."""

    def die(*_arguments: object, **_options: object) -> None:
        raise Killed

    bundle = small_bundle(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(installing, place, die)
        patched.setattr(shutil, "rmtree", lambda *arguments, **options: None)
        with pytest.raises(Killed):
            library.install_bundle(bundle)
    assert len(library.list()) == 2
    installed = library.install_bundle(bundle)
    assert len(library.list()) == 4
    assert set(library._folder.added.iterdir()) == {
        each.spec.path.parent if each.writes else each.spec.path for each in installed
    }


def test_two_models_never_get_one_name(library: ModelLibrary, tmp_path: Path) -> None:
    library.add(writer_file(tmp_path / "own", seed=9, name="both"))
    finds = embedder_folder(tmp_path / "both-1")
    bundle = bundle_of(tmp_path / "b.anamnesis-models", finds, writer_file(tmp_path / "its", name="both"))
    assert refusal(library, bundle).code == "model_name_taken"


def test_memory_does_not_grow_with_the_models(library: ModelLibrary, tmp_path: Path) -> None:
    words = 1_000_000
    folder = embedder_folder(tmp_path / "large")
    (folder / "model.safetensors").write_bytes(weights(words=words))
    (folder / "config.json").write_text(f'{{"hidden_size": {WIDTH}, "vocab_size": {words}}}')
    assert (folder / "model.safetensors").stat().st_size > 30 << 20
    tracemalloc.start()
    try:
        bundle = bundle_of(tmp_path / "large.anamnesis-models", folder)
        library.install_bundle(bundle)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 8 << 20


def test_a_starter_model_is_none_of_a_bundle(models_dir: Path, tmp_path: Path, monkeypatch) -> None:
    bundle = small_bundle(tmp_path)
    library = ModelLibrary(models_dir, bundle_keys=TRUSTED)
    sha256 = library.look_at_bundle(bundle).manifest.models[1].sha256
    monkeypatch.setattr(library._admission, "is_starter", lambda each: each == sha256)
    assert refusal(library, bundle).code == "model_known"


def test_a_damaged_note_of_bundles_is_a_damaged_library(library: ModelLibrary, tmp_path: Path) -> None:
    library.install_bundle(small_bundle(tmp_path))
    record = library._dir / "library.json"
    record.write_text(record.read_text().replace('"version": 1', '"version": -1'))
    with pytest.raises(AnamnesisError, match="model_library_damaged"):
        library.list()
