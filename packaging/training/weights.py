"""Loads the weights of a GGUF file of the Llama architecture as a trainable model.

The file is read with `gguf`, which dequantises it. llama.cpp interleaves the halves of each head's query and
key weights when a file is made (`convert_hf_to_gguf.py`, `LlamaModel.permute`); this is reverted here, and
applied to an adapter in `training.export`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

MODULES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""The linear layers of a block: their name in a GGUF file, and in the model."""
_NORMS = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}


def load_model(path: Path) -> Any:
    """A `LlamaForCausalLM` in float32 with all weights frozen; `config.name_or_path` is the file.

    Raises `ValueError` for another architecture.
    """
    import torch
    from gguf import GGUFReader
    from gguf.quants import dequantize
    from transformers import LlamaForCausalLM

    reader = GGUFReader(path)
    config = _config(reader)
    tensors = {
        tensor.name: dequantize(tensor.data, tensor.tensor_type).reshape(
            tuple(reversed(tensor.shape.tolist()))
        )
        for tensor in reader.tensors
    }
    state = {
        name: torch.from_numpy(np.array(value, dtype=np.float32))
        for name, value in _renamed(tensors, config.num_attention_heads, config.num_key_value_heads).items()
    }
    with torch.device("meta"):
        model = LlamaForCausalLM(config)
    model.load_state_dict(state, strict=False, assign=True)
    model.tie_weights()
    # Not in the file: computed from the configuration.
    model.model.rotary_emb = type(model.model.rotary_emb)(config)
    left = [name for name, value in model.named_parameters() if value.is_meta]
    if left:
        raise ValueError(f"not in the file: {', '.join(left)}")
    return model.requires_grad_(False).eval()


def permuted(weight: Any, heads: int) -> Any:
    """Rows of a query or key weight (or of an adapter's B) in the order of a GGUF file."""
    return _reordered(weight, (heads, 2, weight.shape[0] // heads // 2))


def unpermuted(weight: Any, heads: int) -> Any:
    """The opposite of `permuted`."""
    return _reordered(weight, (heads, weight.shape[0] // heads // 2, 2))


def _reordered(weight: Any, parts: tuple[int, int, int]) -> Any:
    return weight.reshape(*parts, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


def _config(reader: Any) -> Any:
    from transformers import LlamaConfig

    def value(key: str) -> Any:
        return reader.get_field(key).contents()

    architecture = value("general.architecture")
    if architecture != "llama":
        raise ValueError(f"an adapter is trained for the architecture llama only, not {architecture}")
    names = {tensor.name: tensor for tensor in reader.tensors}
    config = LlamaConfig(
        vocab_size=int(names["token_embd.weight"].shape[1]),
        hidden_size=value("llama.embedding_length"),
        intermediate_size=value("llama.feed_forward_length"),
        num_hidden_layers=value("llama.block_count"),
        num_attention_heads=value("llama.attention.head_count"),
        num_key_value_heads=value("llama.attention.head_count_kv"),
        rms_norm_eps=value("llama.attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": value("llama.rope.freq_base")},
        max_position_embeddings=value("llama.context_length"),
        tie_word_embeddings="output.weight" not in names,
        attn_implementation="sdpa",
    )
    return config


def _renamed(tensors: dict[str, Any], heads: int, key_heads: int) -> dict[str, Any]:
    named = {"model.embed_tokens.weight": tensors["token_embd.weight"]}
    named["model.norm.weight"] = tensors["output_norm.weight"]
    if "output.weight" in tensors:
        named["lm_head.weight"] = tensors["output.weight"]
    turned = {"attn_q": heads, "attn_k": key_heads}
    for name, value in tensors.items():
        block, _, rest = name.removeprefix("blk.").partition(".")
        part = rest.removesuffix(".weight")
        if part in turned:
            value = unpermuted(value, turned[part])
        if part in MODULES or part in _NORMS:
            named[f"model.layers.{block}.{(MODULES | _NORMS)[part]}.weight"] = value
    return named
