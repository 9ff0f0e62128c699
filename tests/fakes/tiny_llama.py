"""A Llama of two small layers with random weights, as the program knows it and as a GGUF file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

VOCABULARY = 48
HIDDEN = 32
LAYERS = 2
HEADS = 4
KEY_HEADS = 2


def tiny_llama(seed: int) -> Any:
    """A model for `transformers`."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=HIDDEN,
        intermediate_size=64,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        num_key_value_heads=KEY_HEADS,
        rms_norm_eps=1e-5,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        max_position_embeddings=256,
        tie_word_embeddings=True,
        attn_implementation="sdpa",
    )
    torch.manual_seed(seed)
    model = LlamaForCausalLM(config)
    with torch.no_grad():
        for parameter in model.parameters():
            # Large enough for attention to matter.
            parameter.normal_(0.0, 0.3) if parameter.dim() == 2 else parameter.fill_(1.0)
    return model.requires_grad_(False).eval()


def write_gguf(path: Path, model: Any) -> None:
    """The file that llama.cpp's converter would make, in float32 and without a vocabulary."""
    from gguf import GGUFWriter

    from training.weights import MODULES, permuted

    writer: Any = GGUFWriter(path, "llama")
    writer.add_block_count(LAYERS)
    writer.add_context_length(256)
    writer.add_embedding_length(HIDDEN)
    writer.add_feed_forward_length(64)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(HIDDEN // HEADS)
    writer.add_vocab_size(VOCABULARY)
    writer.add_tokenizer_model("none")
    writer.add_tensor("token_embd.weight", model.model.embed_tokens.weight.numpy())
    writer.add_tensor("output_norm.weight", model.model.norm.weight.numpy())
    turned = {"attn_q": HEADS, "attn_k": KEY_HEADS}
    for number, layer in enumerate(model.model.layers):
        writer.add_tensor(f"blk.{number}.attn_norm.weight", layer.input_layernorm.weight.numpy())
        writer.add_tensor(f"blk.{number}.ffn_norm.weight", layer.post_attention_layernorm.weight.numpy())
        for name, place in MODULES.items():
            weight = layer.get_submodule(place).weight.numpy()
            weight = permuted(weight, turned[name]) if name in turned else weight
            writer.add_tensor(f"blk.{number}.{name}.weight", weight.copy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
