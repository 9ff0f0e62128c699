"""A record sealed as JSON opens as it was; bytes of another form count as damage."""

from __future__ import annotations

import pytest

from core.errors import TamperedRecord
from core.ids import WorkspaceId, new_id
from core.security.keyring import KeyRing
from core.security.memory import random_key
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer

HERE = Address(table="audit_event", row=(new_id(),), column="sealed_details")


@pytest.fixture
def sealer() -> Sealer:
    keys, epochs = {1: random_key()}, {1: random_key()}
    return Sealer(KeyRing(workspace_id=WorkspaceId(new_id()), workspace_keys=keys, epochs=epochs))


@pytest.mark.parametrize("value", [{}, {"name": "מרים", "count": 2}, {"half of a pair": "\ud83d"}])
def test_what_was_sealed_opens(sealer: Sealer, value: dict[str, object]) -> None:
    sealed = seal_json(sealer, value, purpose="audit", at=HERE)
    assert open_json(sealer, sealed, purpose="audit", at=HERE) == value


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff"])
def test_content_of_another_form_is_damage(sealer: Sealer, content: bytes) -> None:
    sealed = sealer.seal(content, purpose="audit", at=HERE)
    with pytest.raises(TamperedRecord) as refused:
        open_json(sealer, sealed, purpose="audit", at=HERE)
    assert refused.value.params["table"] == "audit_event"
