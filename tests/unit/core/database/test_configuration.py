"""The text of the server's configuration files."""

from __future__ import annotations

from core.database.configuration import access_file, configuration_file, server_settings
from core.database.endpoint import Endpoint, loopback_endpoint

SOCKET = Endpoint("/somewhere/run", 5432)


def test_a_socket_cluster_listens_on_no_address() -> None:
    settings = server_settings(endpoint=SOCKET, name="n", major=18, durable=True)
    assert settings["listen_addresses"] == ""
    assert settings["unix_socket_directories"] == '"/somewhere/run"'
    assert access_file(SOCKET, superuser=False) == "local all anamnesis_app scram-sha-256\n"
    upgrading = access_file(SOCKET, superuser=True)
    assert upgrading == "local all anamnesis_admin,anamnesis_app scram-sha-256\n"


def test_without_sockets_it_listens_on_loopback_only_and_still_asks_for_the_password() -> None:
    endpoint = loopback_endpoint()
    settings = server_settings(endpoint=endpoint, name="n", major=18, durable=True)
    assert settings["listen_addresses"] == "127.0.0.1"
    assert settings["port"] == endpoint.port > 1023
    assert settings["unix_socket_directories"] == ""
    expected = "host all anamnesis_app 127.0.0.1/32 scram-sha-256\n"
    assert access_file(endpoint, superuser=False) == expected


def test_quotes_in_a_path_end_no_value() -> None:
    text = configuration_file({"unix_socket_directories": """"/a'b\\c" """, "port": 1, "jit": False})
    assert text.splitlines()[1:] == ["jit = off", "port = 1", """unix_socket_directories = '"/a''b\\\\c" '"""]


def test_settings_of_later_releases_are_not_given_to_earlier_ones() -> None:
    older = server_settings(endpoint=SOCKET, name="n", major=16, durable=True)
    newer = server_settings(endpoint=SOCKET, name="n", major=18, durable=True)
    assert set(newer) - set(older) == {
        "allow_alter_system",
        "io_method",
        "autovacuum_worker_slots",
        "log_lock_failures",
    }


def test_records_are_durable_unless_a_test_asks_otherwise() -> None:
    for durable in (True, False):
        settings = server_settings(endpoint=SOCKET, name="n", major=18, durable=durable)
        assert {settings[name] for name in ("fsync", "full_page_writes")} == {durable}
        assert settings["synchronous_commit"] is True
