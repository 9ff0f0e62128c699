"""Which models the client speaks to: two embedders, others than before, one that is refused or missing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from core.cancel import CancelToken
from core.engine.catalogue import starter_models
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.engine.limits import EngineLimits
from core.errors import Cancelled, ModelMissing, ModelRejected
from tests.fakes.engine_child import command
from tests.unit.core.engine.scripted_client import PATIENT, QUICK, generate


def test_one_refused_model_leaves_the_other(begin):
    client = begin("refuse_embedder")
    with pytest.raises(ModelRejected) as refused:
        client.embed(["a"])
    assert refused.value.params["reason"] == "hash_mismatch"
    with pytest.raises(ModelRejected):
        client.embedder_info()
    assert generate(client).text == "one two"
    assert client.state is EngineState.READY
    assert isinstance(client.problem, ModelRejected)


def test_a_model_that_is_not_configured_is_missing(begin):
    client = begin(generator=None)
    assert client.embed(["a"]).shape == (1, 8)
    with pytest.raises(ModelMissing) as missing:
        generate(client)
    assert missing.value.code == "model_not_configured"
    with pytest.raises(ModelMissing):
        client.count_tokens(["a"])
    assert client.problem is None


def test_two_embedders_are_told_apart(begin, second, tmp_path):
    first = starter_models(tmp_path).embedder
    client = begin(embedders=(first, second))
    assert client.embedder_info().sha256 == client.embedder_info(model=first.sha256).sha256 == first.sha256
    assert client.embedder_info(model=second.sha256).sha256 == second.sha256
    assert client.embed(["a"]).sum() == client.embed(["a"], model=first.sha256, urgent=True).sum() == 1
    assert client.embed(["a"], model=second.sha256).sum() == -1
    with pytest.raises(ModelMissing) as missing:
        client.embed(["a"], model="3" * 64)
    assert missing.value.code == "model_not_configured"
    with pytest.raises(ModelMissing):
        client.embed([], model="3" * 64)
    with pytest.raises(ModelMissing):
        client.embedder_info(model="3" * 64)


def test_a_third_embedder_or_the_same_twice_is_a_mistake(begin, second, tmp_path):
    first = starter_models(tmp_path).embedder
    client = begin()
    for wrong in ((first, second, replace(second, sha256="3" * 64)), (first, first)):
        with pytest.raises(ValueError, match="embedders"):
            client.use_models(embedders=wrong, generator=None)
    assert client.embed(["a"]).shape == (1, 8)


def test_other_models_mean_another_process_and_the_same_ones_do_not(begin, lives, second, tmp_path):
    models = starter_models(tmp_path)
    client = begin()
    client.embed(["a"])
    client.use_models(embedders=[models.embedder], generator=models.generator)
    assert client.embed(["a"]).sum() == 1
    assert lives.count == 1
    client.use_models(embedders=[models.embedder, second], generator=models.generator)
    assert client.embed(["a"], model=second.sha256).sum() == -1
    client.use_models(embedders=[second], generator=None)
    assert client.embed(["a"]).sum() == 1
    assert client.embedder_info().sha256 == second.sha256
    for gone in (lambda: client.embed(["a"], model=models.embedder.sha256), lambda: generate(client)):
        with pytest.raises(ModelMissing):
            gone()
    assert lives.count == 3
    assert client.state is EngineState.READY


def test_models_chosen_before_the_start_are_those_it_starts_with(lives, second, tmp_path):
    models = starter_models(tmp_path)
    client = EngineClient(
        embedders=(models.embedder,), generator=None, limits=PATIENT, command=command("none", lives.folder)
    )
    client.use_models(embedders=(second,), generator=None)
    client.start()
    try:
        assert client.embedder_info().sha256 == second.sha256
        assert lives.count == 1
    finally:
        client.stop()


def test_who_waits_to_change_the_models_can_leave(begin, second):
    client = begin()
    heard = client.embedder_info().sha256
    token = CancelToken()
    token.cancel()
    with client._generation_turns.take(urgent=True, cancel=None), pytest.raises(Cancelled):
        client.use_models(embedders=[second], generator=None, cancel=token)
    assert client.embedder_info().sha256 == heard


def test_an_embedding_under_way_goes_on_in_the_new_process(begin, lives, second, tmp_path):
    models = starter_models(tmp_path)
    client = begin("hang_embed", for_lives=1, limits=EngineLimits(embed_retry=QUICK, breaker_failures=1))
    client.embedder_info()
    with ThreadPoolExecutor(2) as pool:
        stays = pool.submit(client.embed, ["a"])
        urgent = pool.submit(client.embed, ["a"], urgent=True)
        client.use_models(embedders=[second, models.embedder], generator=None)
        # Whichever of them had asked without a name meant the model that was first at that moment.
        assert abs(stays.result(30).sum()) == abs(urgent.result(30).sum()) == 1
    assert lives.count == 2
    assert client.state is EngineState.READY


def test_an_embedding_under_way_in_a_model_that_goes_says_so(begin, second):
    client = begin("hang_embed", for_lives=1)
    heard = client.embedder_info().sha256
    with ThreadPoolExecutor(1) as pool:
        goes = pool.submit(client.embed, ["a"], model=heard)
        client.use_models(embedders=[second], generator=None)
        with pytest.raises(ModelMissing):
            goes.result(30)
