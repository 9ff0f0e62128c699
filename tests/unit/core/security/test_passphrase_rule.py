"""One rule for every passphrase that is set, and one for what a file may ask of this computer."""

from __future__ import annotations

import pytest

from core.errors import InputRefused, VaultFormatError
from core.security import kdf
from core.security.kdf import Argon2Cost, require_bearable
from core.security.passphrase_rule import check_passphrase, estimate


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("short", "passphrase_too_short"),
        ("12345678", "passphrase_weak_common"),
        ("password1", "passphrase_weak_common"),
        ("wilhelmina", "passphrase_weak_name"),
        ("aaaaaaaaaaaa", "passphrase_weak_repeat"),
        ("cdefghijklm", "passphrase_weak_sequence"),
        ("13.5.1991", "passphrase_weak_date"),
        ("dfghjkl;'", "passphrase_weak_keyboard"),
        ("harbour practice", "passphrase_weak_name"),
    ],
)
def test_what_is_guessed_early_is_refused_with_the_reason(passphrase: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        check_passphrase(passphrase, known=("Harbour Practice", ""))
    assert refused.value.code == code


@pytest.mark.parametrize("passphrase", ["seven quiet herons", "שבעה אנפות שקטות", "a lantern " * 40])
def test_several_words_are_taken(passphrase: str) -> None:
    check_passphrase(passphrase)


def test_a_policy_raises_it_and_cannot_lower_it() -> None:
    check_passphrase("Tr0ub4dor&3")
    with pytest.raises(InputRefused):
        check_passphrase("Tr0ub4dor&3", least_guesses_log10=14)
    with pytest.raises(InputRefused, match="passphrase_weak_common"):
        check_passphrase("password1", least_guesses_log10=0)


def test_no_part_by_itself_need_be_the_reason() -> None:
    with pytest.raises(InputRefused) as refused:
        check_passphrase("xkqvjzwp", least_guesses_log10=30)
    assert refused.value.code == "passphrase_weak"


def test_the_levels_of_the_meter() -> None:
    levels = [
        estimate(each) for each in ("", "password1", "herons dusk", "Tr0ub4dor&3x", "seven quiet herons")
    ]
    assert [each.level for each in levels][:2] == ["too_short", "weak"]
    assert [each.steps for each in levels] == sorted(each.steps for each in levels)
    assert levels[-1].level == "strong"


def test_what_would_stall_this_computer_is_refused_before_it_begins() -> None:
    dear = Argon2Cost(20, 1024 * 1024, 4)
    slow, fast = (lambda: 1.0), (lambda: 0.01)
    with pytest.raises(VaultFormatError, match="vault_cost_refused"):
        require_bearable([dear], probe=slow)
    require_bearable([dear], probe=fast)
    # Many slots that are each bearable, and nobody says whose passphrase it is.
    with pytest.raises(VaultFormatError, match="vault_cost_refused"):
        require_bearable([dear] * 100, probe=fast)
    # What is refused by itself, and what is ordinary, is not measured at all.
    require_bearable([Argon2Cost(2**31, 2**31, 1), Argon2Cost.recommended()], probe=None)


def test_it_measures_the_real_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "_UNMEASURED_KIB", 0)
    require_bearable([Argon2Cost.floor()])


def test_a_cost_beyond_what_calibration_chooses_is_refused() -> None:
    with pytest.raises(VaultFormatError, match="vault_cost_refused"):
        Argon2Cost(1, 1024 * 1024 + 1, 4).check()
