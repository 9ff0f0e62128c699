"""The policy table over a real practice: every key binds what the command line and the window do.

The window's part here is the operation that its control runs; that the control itself is locked is tested in
`tests/gui/settings`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run
from app.cli.parser import build_parser
from core.backup.service import FOLDER
from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.configuration.reading import SETTINGS_FILE
from core.configuration.schema import IN_FILES
from core.errors import AnamnesisError
from core.ids import MessageId, new_id
from core.installed_models import installed_models
from core.interchange.export_formats import ExportOptions
from core.security import kdf
from core.security.publisher_keys import PublisherKey, public_key_text
from core.security.vault import Vault
from core.services import Services
from core.settings import Settings
from core.sources.dto import SearchScope
from core.workspace import Workspace
from tests.fakes.bundle import PUBLIC, PUBLISHER, small_bundle
from tests.fakes.embedder_folder import embedder_folder
from tests.security.key_practice import CHEAP
from tests.workspace.practice import DAY, OWNER
from ui.interchange.export_formats import FORMAT_WORDS
from ui.operations.ask import ask
from ui.operations.backups import add_target
from ui.operations.interchange import export_chart
from ui.operations.keys import change_passphrase, remember_on_this_computer
from ui.operations.models import add_model, install_bundle, look_at_bundle
from ui.operations.operation import Operation, in_db

RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
FAIR = "correct horse stapler"


@dataclass
class Done:
    code: int
    out: str
    err: str


class Office:
    """A practice on disk, a policy of the computer it is on, and the two ways in."""

    def __init__(self, root: Path, capsys: Any = None) -> None:
        self.root = root
        self.data = root / "data"
        self.policy = root / "etc" / "anamnesis" / "policy.toml"
        self.capsys = capsys

    def impose(self, text: str) -> None:
        self.policy.parent.mkdir(parents=True, exist_ok=True)
        self.policy.write_text(text)

    def file(self, name: str, text: str) -> str:
        path = self.root / name
        path.write_text(text + "\n")
        return str(path)

    def cli(self, *arguments: str) -> Done:
        options = ["--data-dir", str(self.data), "--passphrase-file", self.file("passphrase", OWNER)]
        code = run([*options, *arguments])
        read = self.capsys.readouterr()
        return Done(code, read.out, read.err)

    def services(self, use: Callable[[Services], Any]) -> Any:
        """What `use` gives, in a practice that was opened under the policy."""
        workspace = Workspace(Settings.load(self.data))
        workspace.open()
        try:
            return use(workspace.unlock(OWNER))
        finally:
            workspace.close()

    def window(self, make: Callable[[Services], Operation[Any]]) -> str:
        """The code of the error with which an operation of the window ends; empty where it succeeds."""

        def use(services: Services) -> str:
            try:
                make(services).run(services, CancelToken(), lambda _done, _total: None)
            except AnamnesisError as error:
                return error.code
            return ""

        return str(self.services(use))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, stopped_cluster: Settings) -> Iterator[Path]:
    """A practice of one client, closed."""
    root = tmp_path_factory.mktemp("policy")
    root.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "_MIN_MEMORY_KIB", CHEAP.memory_kib)
        workspace = Workspace(_cheap(Settings(data_dir=root / "data"), root))
        workspace.open()
        for before, wanted in (
            (stopped_cluster.cluster_dir, workspace.settings.cluster_dir),
            (stopped_cluster.secrets_dir, workspace.settings.secrets_dir),
        ):
            subprocess.run(["cp", "-a", str(before), str(wanted)], check=True)
        workspace.initialise(practice_name="Quay", passphrase=OWNER)
        services = workspace.services
        client = services.clients.create(
            ClientDetails(first_name="Miriam", last_name="Adler", external_id="miriam")
        )
        services.sessions.start_draft(client.client_id, day=DAY)
        workspace.close()
        yield root


def _cheap(settings: Settings, root: Path) -> Settings:
    return replace(
        settings,
        argon2=CHEAP,
        state_dir=root / "state",
        wrong_passphrase_delay_s=0.0,
        ballast_bytes=1024 * 1024,
    )


@pytest.fixture
def office(made: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Office:
    load = Settings.load
    monkeypatch.setattr(Settings, "load", lambda data_dir=None: _cheap(load(data_dir), made))
    monkeypatch.setattr("core.configuration.sources._ETC_DIR", made / "etc")
    monkeypatch.setattr("core.configuration.sources._XDG_DIR", made / "xdg")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(made / "nowhere"))
    # Whose file counts as administered is tested beside the reader; here it lies where anybody may write.
    monkeypatch.setattr("core.configuration.sources.is_administered", lambda _path: True)
    monkeypatch.setenv("ANAMNESIS_MODELS_DIR", str(made / "models"))
    return Office(made, capsys)


def refused(done: Done, words: str) -> None:
    assert done.code == 5, (done.code, done.out, done.err)
    assert words in done.err


def _export(office: Office) -> None:
    office.impose("export_allowed = false\n")
    for arguments in (
        ("--client", "miriam", "--format", "jsonl"),
        ("--client", "miriam", "--format", "pdf"),
        ("--practice", "--format", "archive", "--clear"),
    ):
        out = office.root / "chart.out"
        refused(office.cli("export", *arguments, "--out", str(out)), "forbid writing charts to files")
        assert not out.exists()
    write = FORMAT_WORDS["jsonl"].write
    assert write is not None
    assert (
        office.window(
            lambda services: export_chart(
                write=write,
                client_id=services.clients.list()[0].client_id,
                path=office.root / "c.jsonl",
                options=ExportOptions(overwrite=True),
            )
        )
        == "export_forbidden"
    )
    assert not (office.root / "c.jsonl").exists()


def _print(office: Office) -> None:
    office.impose("print_allowed = false\n")

    def printed(services: Services) -> Operation[None]:
        client = services.clients.list()[0]
        return in_db(
            lambda services: services.exporter.record_print,
            services.sessions.list_for_client(client.client_id)[0],
            pages=1,
        )

    assert office.window(printed) == "print_forbidden"
    office.impose("")
    assert office.window(printed) == ""
    assert not {"print", "copy"} & set(_commands()), "the command line prints nothing and copies nothing"


def _copy(office: Office) -> None:
    def copied(_services: Services) -> Operation[None]:
        return in_db(lambda services: services.assistant.record_copy, MessageId(new_id()))

    office.impose("copy_allowed = false\n")
    assert office.window(copied) == "copy_forbidden"
    office.impose("")
    assert office.window(copied) == "message_not_found"
    assert not {"print", "copy"} & set(_commands()), "the command line prints nothing and copies nothing"


def _given(operation: Operation[Any], _services: Services) -> Operation[Any]:
    return operation


class _Listener:
    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args, **_named: None


def _question(_services: Services) -> Operation[Any]:
    return ask(
        question="How many clients are there?",
        scope=SearchScope(),
        conversation_id=None,
        listener=_Listener(),
    )


def _assistant(office: Office) -> None:
    office.impose("assistant = false\n")
    refused(office.cli("ask", "How many clients are there?"), "leave no questions to be asked")
    assert office.window(_question) == "assistant_off"


def _questions(office: Office) -> None:
    office.impose("questions_an_hour = 1\n")
    assert office.cli("ask", "--client", "miriam", "--no-model", "How old is she?").code == 0
    assert office.cli("ask", "--client", "miriam", "--no-model", "How old is she?").code == 5
    assert office.window(_question) == "rate_limited"


def _models(office: Office) -> None:
    source = embedder_folder(office.root / "tiny")
    office.impose('allowed_models = ["' + "0" * 64 + '"]\n')
    refused(office.cli("models", "add", str(source)), "Your organisation has listed which models")
    library = installed_models(Settings.load(office.data))
    assert office.window(lambda _services: add_model(library, source)) == "model_refused"


def _bundle_keys(office: Office) -> None:
    bundle = small_bundle(office.root / "bundles")
    inspect, install = ("models", "inspect", str(bundle)), ("models", "install", str(bundle))
    other = public_key_text(PublisherKey.new().public_bytes)
    for policy, words in (
        ("", "nobody is named who may sign"),
        ("model_bundle_keys = []\n", "nobody is named who may sign"),
        (f'model_bundle_keys = ["{other}"]\n', "which the policy of this computer does not name"),
    ):
        office.impose(policy)
        for command in (inspect, install):
            refused(office.cli(*command), words)
        library = installed_models(Settings.load(office.data))
        for operation in (
            look_at_bundle(library, bundle),
            install_bundle(library, bundle, digest="0" * 64, use=True),
        ):
            assert office.window(partial(_given, operation)) == "bundle_refused"
    # Whoever may only write into the data directory names nobody.
    office.impose("")
    own = office.data / SETTINGS_FILE
    own.write_text(f'model_bundle_keys = ["{PUBLIC}"]\n')
    assert office.cli(*inspect).code == 4
    own.unlink()
    office.impose(f'model_bundle_keys = ["{PUBLIC}"]\n')
    assert PUBLISHER in office.cli(*inspect).out
    office.impose(f'model_bundle_keys = ["{PUBLIC}"]\nallowed_models = ["{"0" * 64}"]\n')
    refused(office.cli(*install), "Your organisation has listed which models")


def _backup_folders(office: Office) -> None:
    allowed, elsewhere = office.root / "allowed", office.root / "elsewhere"
    for each in (allowed / "below", elsewhere):
        each.mkdir(parents=True)
    (allowed / "link").symlink_to(elsewhere)
    office.impose(f'backup_folders = ["{allowed}"]\n')
    for folder in (elsewhere, allowed / "link", allowed / ".." / "elsewhere"):
        refused(office.cli("backup", "targets", "add", str(folder)), "this one is not among them")
    refused(office.cli("backup", "create", "--to", str(elsewhere)), "this one is not among them")
    trap = allowed / "trap"
    trap.mkdir()
    workspace_id = Vault.load(office.data / "vault.json").workspace_id
    (trap / f"{FOLDER} {str(workspace_id)[:8]}").symlink_to(elsewhere)
    refused(office.cli("backup", "create", "--to", str(trap)), "this one is not among them")
    assert list(elsewhere.iterdir()) == []
    assert office.window(lambda _services: add_target(folder=elsewhere)) == "backup_folder_not_allowed"
    assert office.window(lambda _services: add_target(folder=allowed / "below")) == ""
    # What was chosen before is used no more once it is not allowed.
    office.impose(f'backup_folders = ["{elsewhere}"]\n')
    assert office.services(lambda services: services.backups.run_due()) == ()
    assert office.services(lambda services: services.backups.status().problem) is not None


def _escrow(office: Office) -> None:
    office.impose(f'backup_escrow = "{RECIPIENT}"\n')
    kinds = office.services(lambda services: [each.kind for each in services.keys.status().slots])
    assert kinds.count("escrow") == 1
    slots = json.loads(office.cli("--json", "keys", "status").out)["slots"]
    assert "escrow" in [each["kind"] for each in slots]
    office.impose("")
    assert "escrow" not in office.cli("--json", "keys", "status").out


def _keyring(office: Office) -> None:
    office.impose("keyring_allowed = false\n")
    refused(office.cli("keys", "remember"), "forbid unlocking with its keyring")
    assert office.window(lambda _services: remember_on_this_computer()) == "keyring_forbidden"
    workspace = Workspace(Settings.load(office.data))
    workspace.open()
    try:
        with pytest.raises(AnamnesisError, match="keyring_forbidden"):
            workspace.unlock_with_keyring()
    finally:
        workspace.close()


def _passphrase(office: Office) -> None:
    office.impose("passphrase_guesses_log10 = 25\n")
    new = office.file("new", FAIR)
    done = office.cli("keys", "change-passphrase", "--new-passphrase-file", new)
    assert done.code == 5, done.err
    assert office.window(lambda _services: change_passphrase(current=OWNER, new=FAIR)).startswith(
        "passphrase_"
    )


def _timeouts(name: str, value: int) -> Callable[[Office], None]:
    def check(office: Office) -> None:
        office.impose(f"{name} = {value}\n")
        assert office.services(lambda services: getattr(services.engine._limits, name)) == value

    return check


def _update_folder(office: Office) -> None:
    folder = office.root / "updates"
    office.impose(f'update_folder = "{folder}"\n')
    refused(office.cli("update", "check"), "No folder with a list of checksums")
    folder.mkdir()
    (folder / "SHA256SUMS").write_text("")
    # It was looked into: what lies there is told, whatever it is.
    done = office.cli("update", "check")
    assert (done.code, "made without a release key" in done.err) == (4, True), done.err
    office.impose("")
    refused(office.cli("update", "check"), "No folder with a list of checksums")


def _shared_practice(office: Office) -> None:
    place = office.root / "place"
    office.impose(f'shared_practice = "{place}"\n')
    assert Settings.load().data_dir == place / "records"
    assert run(["shared", "status"]) == 4
    assert f"{place} (missing)" in office.capsys.readouterr().out
    # A directory that is named opens as before.
    refused(office.cli("shared", "status"), "No policy names one")


def test_no_account_sets_anything_for_a_shared_practice(office: Office) -> None:
    place = office.root / "place of all"
    (place / "records").mkdir(parents=True)
    office.impose(f'shared_practice = "{place}"\nassistant = true\n')
    (place / "records" / SETTINGS_FILE).write_text("assistant = = false\n")
    for settings in (Settings.load(), Settings.load(place / "records")):
        assert settings.shared
        assert (settings.problem, settings.assistant) == (None, True)
        assert [each.by for each in settings.decisions.values()] == ["policy", "policy"]


def _nothing_to_bind(*options: str) -> Callable[[Office], None]:
    """What only a window has; the command line has no option that could go around it."""

    def check(_office: Office) -> None:
        assert not set(options) & _options()

    return check


def _commands() -> list[str]:
    return [name for action in build_parser()._actions for name in (action.choices or ())]


def _options() -> set[str]:
    return {option for action in build_parser()._actions for option in action.option_strings}


CASES: dict[str, tuple[str, Callable[[Office], None]]] = {
    "languages": ('["he"]', _nothing_to_bind("--language")),
    "lock_after_min": ("5", _nothing_to_bind("--idle", "--lock-after")),
    "clipboard_clear_s": ("5", _nothing_to_bind("--clipboard", "--copy")),
    "copy_allowed": ("false", _copy),
    "print_allowed": ("false", _print),
    "export_allowed": ("false", _export),
    "assistant": ("false", _assistant),
    "questions_an_hour": ("1", _questions),
    "allowed_models": ("[]", _models),
    "model_bundle_keys": (f'["{PUBLIC}"]', _bundle_keys),
    "embed_timeout_s": ("45.0", _timeouts("embed_timeout_s", 45)),
    "first_token_timeout_s": ("90.0", _timeouts("first_token_timeout_s", 90)),
    "backup_folders": ('["/srv/backups"]', _backup_folders),
    "backup_escrow": (f'"{RECIPIENT}"', _escrow),
    "keyring_allowed": ("false", _keyring),
    "passphrase_guesses_log10": ("25", _passphrase),
    "shared_practice": ('"/srv/anamnesis"', _shared_practice),
    "update_folder": ('"/srv/anamnesis-updates"', _update_folder),
}
"""By key: a value a policy imposes, and what must be refused then."""


def test_no_key_is_without_a_case() -> None:
    assert list(CASES) == [each.name for each in IN_FILES]


@pytest.mark.parametrize("name", CASES)
def test_a_key_binds(office: Office, name: str) -> None:
    CASES[name][1](office)


def test_the_command_line_says_what_is_imposed_and_where(office: Office) -> None:
    office.impose("\n".join(f"{name} = {value}" for name, (value, _) in CASES.items()))
    shown = json.loads(office.cli("--json", "policy", "show").out)
    assert shown["policies"] == [{"source": str(office.policy), "administered": True}]
    for line, (row, (name, (value, _))) in enumerate(zip(shown["settings"], CASES.items(), strict=True), 1):
        assert row["name"] == name
        assert row["set_by"] == "policy"
        assert row["place"] == f"{office.policy}:{line}"
        assert row["value"] == json.loads(value)


@pytest.mark.parametrize("name", CASES)
def test_a_policy_that_is_not_understood_stops_every_command(office: Office, name: str) -> None:
    office.impose(f"# one line\n\n{name} = {{}}\n")
    done = office.cli("index", "status")
    assert done.code == 4
    assert f"{office.policy}, line 3: {name} is set to" in done.err
