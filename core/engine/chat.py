"""Our own chat templates: which marks go around a message, kept apart from what the message says.

A template inside a model file is a program of a stranger and is never run. Marks and text stay separate
until they are tokens, so that `<|im_end|>` written in a note is ordinary text to the model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.engine.catalogue import ChatFormat
from core.engine.dto import ChatMessage


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a prompt; a `mark` is one control token of the model, anything else is plain text."""

    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True)
class _Format:
    """`marks` are all that `write` may use; `architectures` those whose models are taught this format."""

    marks: tuple[str, ...]
    write: Callable[[Sequence[ChatMessage]], list[Piece]]
    architectures: frozenset[str]


def prompt_pieces(messages: Sequence[ChatMessage], chat_format: ChatFormat) -> list[Piece]:
    """The prompt for `messages`, ending where the assistant's answer begins. Raises `ValueError`."""
    return _known(chat_format).write(messages)


def prompt_marks(chat_format: ChatFormat) -> tuple[str, ...]:
    """Every mark a prompt of this format may contain; a model must know each as one token.

    None for `plain`. Raises `ValueError`.
    """
    return _known(chat_format).marks


def goes_with(chat_format: ChatFormat, architecture: str) -> bool:
    """Whether models of this architecture are taught this format."""
    return architecture in _known(chat_format).architectures


def marked_formats() -> tuple[ChatFormat, ...]:
    """The formats that a model has to know the marks of."""
    return tuple(each for each, form in _FORMATS.items() if form.marks)


def all_marks() -> frozenset[str]:
    """The marks of all formats together."""
    return frozenset(mark for form in _FORMATS.values() for mark in form.marks)


def _known(chat_format: ChatFormat) -> _Format:
    try:
        return _FORMATS[chat_format]
    except KeyError:
        raise ValueError(chat_format) from None


def _mark(text: str) -> Piece:
    return Piece(text, mark=True)


def _chatml(messages: Sequence[ChatMessage]) -> list[Piece]:
    pieces: list[Piece] = []
    for message in messages:
        told = Piece(f"{message.role}\n{message.content}")
        pieces += (_mark("<|im_start|>"), told, _mark("<|im_end|>"), Piece("\n"))
    return [*pieces, _mark("<|im_start|>"), Piece("assistant\n")]


def _llama3(messages: Sequence[ChatMessage]) -> list[Piece]:
    start, end, over = (_mark(f"<|{each}|>") for each in ("start_header_id", "end_header_id", "eot_id"))
    pieces: list[Piece] = []
    for message in messages:
        pieces += (start, Piece(message.role), end, Piece(f"\n\n{message.content}"), over)
    return [*pieces, start, Piece("assistant"), end, Piece("\n\n")]


def _mistral(messages: Sequence[ChatMessage]) -> list[Piece]:
    pieces: list[Piece] = []
    for message in _rules_first(messages):
        if message.role == "user":
            pieces += (_mark("[INST]"), Piece(f" {message.content}"), _mark("[/INST]"))
        else:
            pieces += (Piece(f" {message.content}"), _mark("</s>"))
    return pieces


def _gemma(messages: Sequence[ChatMessage]) -> list[Piece]:
    start, end = _mark("<start_of_turn>"), _mark("<end_of_turn>")
    pieces: list[Piece] = []
    for message in _rules_first(messages):
        role = "model" if message.role == "assistant" else "user"
        pieces += (start, Piece(f"{role}\n{message.content}"), end, Piece("\n"))
    return [*pieces, start, Piece("model\n")]


def _phi3(messages: Sequence[ChatMessage]) -> list[Piece]:
    pieces: list[Piece] = []
    for message in messages:
        told = Piece(f"\n{message.content}")
        pieces += (_mark(f"<|{message.role}|>"), told, _mark("<|end|>"), Piece("\n"))
    return [*pieces, _mark("<|assistant|>"), Piece("\n")]


def _plain(messages: Sequence[ChatMessage]) -> list[Piece]:
    """For a model whose own format is not known: headings that any model has read."""
    headings = {"system": "Rules", "user": "Task", "assistant": "Answer"}
    told = [f"{headings[message.role]}:\n{message.content}\n\n" for message in messages]
    return [Piece("".join([*told, "Answer:\n"]))]


def _rules_first(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """For formats without a system's turn: its words begin the first turn of the user."""
    rules = "\n\n".join(message.content for message in messages if message.role == "system")
    turns = [message for message in messages if message.role != "system"]
    if rules and turns:
        turns[0] = ChatMessage(turns[0].role, f"{rules}\n\n{turns[0].content}")
    return turns


_FORMATS: Mapping[ChatFormat, _Format] = {
    "chatml": _Format(
        ("<|im_start|>", "<|im_end|>"),
        _chatml,
        frozenset({"llama", "qwen2", "qwen2moe", "qwen3", "qwen3moe", "smollm3", "internlm2", "granite"}),
    ),
    "llama-3": _Format(
        ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"), _llama3, frozenset({"llama"})
    ),
    "mistral-instruct": _Format(("[INST]", "[/INST]", "</s>"), _mistral, frozenset({"llama", "mistral3"})),
    "gemma": _Format(
        ("<start_of_turn>", "<end_of_turn>"), _gemma, frozenset({"gemma", "gemma2", "gemma3", "gemma3n"})
    ),
    "phi-3": _Format(
        ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>"), _phi3, frozenset({"phi3", "phimoe"})
    ),
    "plain": _Format((), _plain, frozenset()),
}
