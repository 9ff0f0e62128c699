"""Only a folder that is known to the last detail has a plan; any doubt leaves it to the library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.engine.encoding.encoder_plan import encoder_plan

CONFIG = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "hidden_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 128,
    "layer_norm_eps": 1e-12,
    "pad_token_id": 0,
}
KINDS = ("Transformer", "Pooling", "Normalize")
FILES: dict[str, Any] = {
    "config.json": CONFIG,
    "modules.json": [
        {"path": "" if number == 0 else f"{number}_{kind}", "type": f"sentence_transformers.models.{kind}"}
        for number, kind in enumerate(KINDS)
    ],
    "1_Pooling/config.json": {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False},
    "sentence_bert_config.json": {"max_seq_length": 64, "do_lower_case": False},
    "config_sentence_transformers.json": {"__version__": {"pytorch": "1.8.1"}},
    "tokenizer.json": {},
}


@pytest.fixture
def write(tmp_path):
    def write(**changed: Any) -> Path:
        given = {f"{name.replace('__', '/')}.json": value for name, value in changed.items()}
        for name, contents in (FILES | given).items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            if contents is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(json.dumps(contents))
        return tmp_path

    return write


def changed(name: str, **values: Any) -> dict[str, Any]:
    return {name: {**FILES[f"{name.replace('__', '/')}.json"], **values}}


def test_a_plain_model_has_a_plan(write):
    plan = encoder_plan(write())
    assert plan is not None
    assert (plan.layers, plan.heads, plan.width, plan.window_tokens) == (2, 4, 48, 64)
    assert (plan.pooling, plan.padding, plan.relative_bias) == ("mean", None, False)


@pytest.mark.parametrize(
    ("pooling", "expected"),
    [
        ({"pooling_mode_cls_token": True}, "cls"),
        ({"pooling_mode": "cls"}, "cls"),
        ({"pooling_mode": "mean"}, "mean"),
        ({"pooling_mode": ["mean", "cls"]}, None),
        ({"pooling_mode": "lasttoken"}, None),
        ({"pooling_mode_mean_tokens": True, "pooling_mode_max_tokens": True}, None),
        ({}, None),
    ],
)
def test_poolings(write, pooling, expected):
    plan = encoder_plan(write(**{"1_Pooling__config": pooling}))
    assert (None if plan is None else plan.pooling) == expected


def test_the_other_families(write):
    plan = encoder_plan(write(**changed("config", model_type="mpnet", pad_token_id=1)))
    assert plan is not None
    assert (plan.padding, plan.relative_bias) == (1, True)
    plan = encoder_plan(write(**changed("config", model_type="xlm-roberta", pad_token_id=1)))
    assert plan is not None
    assert (plan.padding, plan.relative_bias) == (1, False)


@pytest.mark.parametrize(
    "change",
    [
        changed("config", model_type="llama"),
        changed("config", model_type="xlm-roberta", pad_token_id=5),
        changed("config", hidden_act="gelu_new"),
        changed("config", position_embedding_type="relative_key"),
        changed("config", is_decoder=True),
        changed("config", num_hidden_layers="2"),
        changed("config", max_position_embeddings=63),
        changed("config", model_type="mpnet", pad_token_id=1, max_position_embeddings=65),
        changed("sentence_bert_config", max_seq_length=None),
        changed("sentence_bert_config", do_lower_case=True),
        changed("sentence_bert_config", something_new=1),
        changed("config_sentence_transformers", default_prompt_name="query"),
        {"tokenizer": None},
        {
            "modules": [
                *FILES["modules.json"],
                {"type": "sentence_transformers.models.Dense", "path": "3_Dense"},
            ]
        },
        {"modules": FILES["modules.json"][:1]},
        {"modules": [{**FILES["modules.json"][0], "path": "0_Transformer"}, *FILES["modules.json"][1:]]},
        {"modules": [{**FILES["modules.json"][0], "type": "custom.Transformer"}, *FILES["modules.json"][1:]]},
    ],
)
def test_any_doubt_means_no_plan(write, change):
    assert encoder_plan(write()) is not None
    assert encoder_plan(write(**change)) is None
