"""The cross-encoder in PyTorch: the starter embedder's layers, adapters on the linear ones, and a head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from core.engine.encoding.cross_encoder import FORMAT, PairTokens, marks_of, pair_tokens
from training.lora import LoraLinear

RANK, ALPHA = 32, 64.0
_LINEAR = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class CrossModel(nn.Module):  # type: ignore[misc]
    """Log-odds that the second text of each pair answers the first. Without dropout, because it does not
    overfit its rows.
    """

    def __init__(self, folder: Path, *, rank: int = RANK, alpha: float = ALPHA, seed: int) -> None:
        from transformers import BertModel

        super().__init__()
        torch.manual_seed(seed)
        self.body = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        self.body.requires_grad_(False)
        width = self.body.config.hidden_size
        self.head = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        generator = torch.Generator().manual_seed(seed)
        for layer in self.body.encoder.layer:
            for path in _LINEAR:
                parent_path, _, name = path.rpartition(".")
                parent = layer.get_submodule(parent_path)
                lora = LoraLinear(getattr(parent, name), rank=rank, alpha=alpha, generator=generator)
                setattr(parent, name, lora)
        types = self.body.embeddings.token_type_embeddings.weight
        types.requires_grad_(True)
        self.alpha = alpha
        self._types_before = types.detach().clone()
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        for layer in self.body.encoder.layer:
            layer.attention.self.dropout_prob = 0.0

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n,) from (n, length) each."""
        hidden = self.body(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        odds: torch.Tensor = self.head(hidden[:, 0])[:, 0]
        return odds

    def learned(self) -> list[nn.Parameter]:
        return [parameter for parameter in self.parameters() if parameter.requires_grad]

    def state(self) -> dict[str, torch.Tensor]:
        """The adapter, named as in its file (`core.engine.encoding.cross_encoder`), float32."""
        types = self.body.embeddings.token_type_embeddings.weight.detach()
        state = {"token_types": types - self._types_before}
        for number, layer in enumerate(self.body.encoder.layer):
            for path in _LINEAR:
                lora = layer.get_submodule(path)
                weight = f"encoder.layer.{number}.{path}.weight"
                state[f"{weight}.lora_a"], state[f"{weight}.lora_b"] = lora.lora_a, lora.lora_b
        for number, place in enumerate((0, 2)):
            state[f"head.{number}.weight"] = self.head[place].weight
            state[f"head.{number}.bias"] = self.head[place].bias
        return {name: tensor.detach().float().clone() for name, tensor in state.items()}

    def start_from(self, path: Path) -> None:
        """Takes the weights of an adapter of the same rank. Raises `OSError`, `KeyError`, `RuntimeError`."""
        held = load_file(path)
        types = self.body.embeddings.token_type_embeddings.weight
        with torch.no_grad():
            types.copy_(self._types_before + held["token_types"])
            for number, layer in enumerate(self.body.encoder.layer):
                for part in _LINEAR:
                    lora = layer.get_submodule(part)
                    weight = f"encoder.layer.{number}.{part}.weight"
                    lora.lora_a.copy_(held[f"{weight}.lora_a"])
                    lora.lora_b.copy_(held[f"{weight}.lora_b"])
            for number, place in enumerate((0, 2)):
                self.head[place].weight.copy_(held[f"head.{number}.weight"])
                self.head[place].bias.copy_(held[f"head.{number}.bias"])


def write_adapter(path: Path, state: dict[str, torch.Tensor], *, base_sha256: str, alpha: float) -> None:
    """Writes the adapter in float16 and the head in float32, in the engine's format."""
    kept = {
        name: tensor.half() if name.endswith((".lora_a", ".lora_b")) else tensor.float()
        for name, tensor in state.items()
    }
    about = {"format": FORMAT, "base_sha256": base_sha256, "alpha": f"{alpha:g}"}
    save_file({name: tensor.contiguous() for name, tensor in kept.items()}, path, metadata=about)


class Pairs:
    """Tokenizes texts in the same way as the engine."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._marks = marks_of(self._tokenizer)
        self._ids = lru_cache(maxsize=200_000)(self._encoded)

    def _encoded(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def of(self, question: str, sentence: str) -> PairTokens:
        return pair_tokens(self._ids(question), self._ids(sentence), self._marks)


def padded(pairs: Sequence[PairTokens]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, token types and mask, (n, longest) each."""
    longest = max(len(one.ids) for one in pairs)
    ids, types, mask = (torch.zeros(len(pairs), longest, dtype=torch.long) for _ in range(3))
    for row, one in enumerate(pairs):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        types[row, one.second : len(one.ids)] = 1
        mask[row, : len(one.ids)] = 1
    return ids, types, mask
