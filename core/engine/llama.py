"""A small adapter over llama.cpp's C interface: load, tokenize, evaluate, forget.

The high-level class of llama-cpp-python compiles the chat template in the model file and keeps a score for
every token of a batch (100 MB here); this adapter does neither. A `StopFlag` can interrupt native code at any
node.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.engine.chat import all_marks
from core.engine.processor.backend import load_backend
from core.engine.stop_flag import StopFlag, abort_function

_BATCH_TOKENS = 512
_PIECE_BYTES = 64
_ABORTED = 2
_FLASH_ATTENTION_OFF = 0
"""With it prompts are read a tenth faster, but scores depend on how the prompt was cut into batches: asking
again would give another answer.
"""


class Aborted(Exception):
    """The stop flag was set while native code was working."""


class LlamaFailure(Exception):
    """The native library returned an error; `step` says where."""

    def __init__(self, step: str, code: int = 0) -> None:
        super().__init__(step)
        self.step = step
        self.code = code


class LlamaModel:
    """A GGUF model with one context. Only `tokenize` may be called from more than one thread.

    An `adapter` (LoRA) applies to every computation; it is freed with the model.
    """

    def __init__(self, path: Path, *, threads: int, context_tokens: int, adapter: Path | None = None) -> None:
        import llama_cpp.llama_cpp as api

        self._api: Any = api
        self._one: Any = api.llama_token_data()
        self._one_candidate = api.llama_token_data_array(
            data=ctypes.pointer(self._one), size=1, selected=-1, sorted=False
        )
        self._piece = ctypes.create_string_buffer(_PIECE_BYTES)
        # The default writes to standard error, which is closed; a Python callback would need the interpreter
        # lock.
        api.llama_log_set(ctypes.cast(0, api.llama_log_callback), ctypes.c_void_p(None))
        load_backend()
        api.llama_backend_init()
        self._model = api.llama_model_load_from_file(str(path).encode(), api.llama_model_default_params())
        if not self._model:
            raise LlamaFailure("load")
        self.vocab = api.llama_model_get_vocab(self._model)
        self._spelled = self._spelled_marks()
        self.vocab_size = int(api.llama_vocab_n_tokens(self.vocab))
        self._candidates = np.zeros(self.vocab_size, dtype=np.dtype(api.llama_token_data))
        self.context_tokens = min(context_tokens, int(api.llama_model_n_ctx_train(self._model)))
        self._context = self._new_context(threads)
        if adapter is not None:
            self._adapt(adapter)
        self._memory = api.llama_get_memory(self._context)
        self._abort = ctypes.cast(abort_function(), api.ggml_abort_callback)
        self._scores_address = 0
        self._scores: NDArray[np.float32] = np.empty(0, dtype=np.float32)
        self._watched: StopFlag | None = None
        self.watch(StopFlag())

    def watch(self, stop: StopFlag) -> None:
        """From now on `stop` interrupts `evaluate`."""
        self._watched = stop
        self._api.llama_set_abort_callback(self._context, self._abort, ctypes.c_void_p(stop.address))

    def tokenize(self, text: str, *, marks: bool = False) -> list[int]:
        """Tokens of `text`; marks of a chat format are recognised in it only where `marks` is true."""
        tokens = self._tokenized(text, marks=marks)
        if marks or self._spelled.keys().isdisjoint(tokens):
            return tokens
        return [part for token in tokens for part in self._spelled.get(token, (token,))]

    def _tokenized(self, text: str, *, marks: bool) -> list[int]:
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        buffer = (self._api.llama_token * room)()
        count = self._api.llama_tokenize(self.vocab, raw, len(raw), buffer, room, False, marks)
        if count < 0:
            raise LlamaFailure("tokenize")
        return list(buffer[:count])

    def _spelled_marks(self) -> dict[int, list[int]]:
        """The token of each mark that this vocabulary has, and the tokens that spell it.

        llama.cpp recognises tokens of the type "user defined" in every text (`<think>` of Qwen 3 is one), so
        a note could otherwise contain a mark.
        """
        spelled: dict[int, list[int]] = {}
        if self._api.llama_vocab_type(self.vocab) == self._api.LLAMA_VOCAB_TYPE_NONE:
            # A vocabulary without words makes llama.cpp abort the process when it tokenizes.
            return spelled
        for mark in all_marks():
            tokens = self._tokenized(mark, marks=True)
            if len(tokens) == 1:
                parts = (mark[:1], mark[1:])
                spelled[tokens[0]] = [t for part in parts for t in self._tokenized(part, marks=False)]
        return spelled

    def start_tokens(self) -> list[int]:
        """The token this model expects at the start, if it expects one."""
        if not self._api.llama_vocab_get_add_bos(self.vocab):
            return []
        return [int(self._api.llama_vocab_bos(self.vocab))]

    @property
    def begins_with_space(self) -> bool:
        """Whether `tokenize` puts a space before each text, as vocabularies made with SentencePiece do."""
        return b"".join(self.piece(token) for token in self.tokenize("a")) == b" a"

    def takes_space_behind(self, token: int) -> bool:
        """Whether white space after a control token is part of it, according to the vocabulary."""
        attributes = int(self._api.llama_vocab_get_attr(self.vocab, token))
        return bool(attributes & self._api.LLAMA_TOKEN_ATTR_RSTRIP)

    def piece(self, token: int) -> bytes:
        """The bytes of a token; none for a control token. May be part of a character."""
        while True:
            size = len(self._piece)
            count = int(self._api.llama_token_to_piece(self.vocab, token, self._piece, size, 0, False))
            if count >= 0:
                return ctypes.string_at(self._piece, count)
            self._piece = ctypes.create_string_buffer(-count)

    def ends(self, token: int) -> bool:
        """Whether `token` ends the text."""
        return bool(self._api.llama_vocab_is_eog(self.vocab, token))

    def silent_control_tokens(self) -> NDArray[np.intp]:
        """Control tokens that do not end a text: the model must never write them."""
        api = self._api
        found = [
            token
            for token in range(self.vocab_size)
            if api.llama_vocab_is_control(self.vocab, token) and not api.llama_vocab_is_eog(self.vocab, token)
        ]
        return np.array(found, dtype=np.intp)

    def evaluate(self, tokens: Sequence[int]) -> None:
        """Appends `tokens` (at most one batch) to the context; `scores` are then those of the last.

        Raises:
            Aborted: stopped meanwhile; call `keep` with the earlier length.
            LlamaFailure: the library refused.
        """
        buffer = (self._api.llama_token * len(tokens))(*tokens)
        code = int(self._api.llama_decode(self._context, self._api.llama_batch_get_one(buffer, len(tokens))))
        if code == _ABORTED:
            raise Aborted
        if code != 0:
            raise LlamaFailure("evaluate", code)

    @property
    def batch_tokens(self) -> int:
        """The most tokens `evaluate` takes at once."""
        return min(_BATCH_TOKENS, self.context_tokens)

    def scores(self) -> NDArray[np.float32]:
        """Scores of every token as the next one: (vocabulary,) float32, in the library's own memory."""
        pointer = self._api.llama_get_logits_ith(self._context, -1)
        if not pointer:
            raise LlamaFailure("scores")
        address = ctypes.addressof(pointer.contents)
        if address != self._scores_address:
            memory = (ctypes.c_float * self.vocab_size).from_address(address)
            self._scores = np.ctypeslib.as_array(memory)
            self._scores_address = address
        return self._scores

    def keep(self, tokens: int) -> bool:
        """Removes all but the first `tokens` of the context; false if everything had to be removed."""
        if tokens > 0 and self._api.llama_memory_seq_rm(self._memory, 0, tokens, -1):
            return True
        self._api.llama_memory_clear(self._memory, True)
        return tokens == 0

    @property
    def state_bytes(self) -> int:
        """The size of a copy of the context."""
        return int(self._api.llama_state_seq_get_size(self._context, 0))

    def save(self) -> NDArray[np.uint8]:
        """A copy of the context: (bytes,) uint8."""
        state = np.empty(self.state_bytes, dtype=np.uint8)
        written = int(self._api.llama_state_seq_get_data(self._context, _bytes_of(state), state.nbytes, 0))
        if written != state.nbytes:
            raise LlamaFailure("save")
        return state

    def restore(self, state: NDArray[np.uint8]) -> bool:
        """Restores the context as it was when `state` was saved; if that fails it is empty, and false."""
        self._api.llama_memory_clear(self._memory, True)
        if self._api.llama_state_seq_set_data(self._context, _bytes_of(state), state.nbytes, 0):
            return True
        self._api.llama_memory_clear(self._memory, True)
        return False

    def grammar(self, text: str) -> Any:
        """A grammar sampler of GBNF `text` (free it with `free_grammar`), or None if it is not GBNF."""
        return self._api.llama_sampler_init_grammar(self.vocab, text.encode(), b"root") or None

    def free_grammar(self, grammar: Any) -> None:
        self._api.llama_sampler_free(grammar)

    def advance_grammar(self, grammar: Any, token: int) -> None:
        """Informs `grammar` that `token` was written; the token must have been allowed."""
        self._api.llama_sampler_accept(grammar, token)

    def permits(self, grammar: Any, token: int) -> bool:
        """Whether `grammar` allows `token` next; faster than `allowed` for a single token."""
        self._one.id, self._one.logit = token, 0.0
        self._api.llama_sampler_apply(grammar, ctypes.byref(self._one_candidate))
        return bool(self._one.logit == 0.0)

    def allowed(
        self, grammar: Any, tokens: NDArray[np.intp], scores: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """`scores` of `tokens`, with minus infinity where `grammar` does not allow the token."""
        candidates = self._candidates[: len(tokens)]
        candidates["id"] = tokens
        candidates["logit"] = scores
        array = self._api.llama_token_data_array(
            data=ctypes.cast(candidates.ctypes.data, self._api.llama_token_data_p),
            size=len(candidates),
            selected=-1,
            sorted=False,
        )
        self._api.llama_sampler_apply(grammar, ctypes.byref(array))
        return np.array(candidates["logit"], dtype=np.float32)

    def close(self) -> None:
        self._api.llama_free(self._context)
        self._api.llama_model_free(self._model)

    def _adapt(self, path: Path) -> None:
        """The library's model owns the adapter from here on: freeing it separately would free it twice."""
        adapter = self._api.llama_adapter_lora_init(self._model, str(path).encode())
        if adapter:
            adapters = (self._api.llama_adapter_lora_p_ctypes * 1)(
                ctypes.cast(adapter, self._api.llama_adapter_lora_p_ctypes)
            )
            scales = (ctypes.c_float * 1)(1.0)
            if self._api.llama_set_adapters_lora(self._context, adapters, 1, scales) == 0:
                return
        self.close()
        raise LlamaFailure("adapter")

    def _new_context(self, threads: int) -> Any:
        params = self._api.llama_context_default_params()
        params.n_ctx = self.context_tokens
        params.n_batch = params.n_ubatch = self.batch_tokens
        params.n_threads = params.n_threads_batch = threads
        params.flash_attn_type = _FLASH_ATTENTION_OFF
        params.no_perf = True
        context = self._api.llama_init_from_model(self._model, params)
        if not context:
            raise LlamaFailure("context")
        return context


def _bytes_of(state: NDArray[np.uint8]) -> Any:
    return state.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
