"""Our own chat templates: the control marks around a message, kept apart from its text.

A template inside a model file is untrusted code and is never run. Marks and text stay separate until they are
tokens, so that `<|im_end|>` written in a note is ordinary text to the model. The output equals, byte for
byte, that of the templates published with the models, except for the token that starts a text: the engine
adds that where the model's file asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from core.engine.catalogue import ChatFormat
from core.engine.dto import ChatMessage

_LLAMA_31_DATES = "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n"
"""Written by the templates of Llama 3.1 to 3.3 before the rules when no date is passed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a prompt; a `mark` is one control token of the model, anything else is plain text."""

    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True)
class _Format:
    """`marks` are all that `write` may use; `architectures` those whose models are trained on this format.

    `words` are those in every template of this format; no template of another format has all of them.
    """

    marks: tuple[str, ...]
    write: Callable[[Sequence[ChatMessage]], list[Piece]]
    architectures: frozenset[str]
    words: frozenset[str]


def prompt_pieces(messages: Sequence[ChatMessage], chat_format: ChatFormat) -> list[Piece]:
    """The prompt for `messages`, ending where the assistant's answer begins. Raises `ValueError`."""
    return _known(chat_format).write(messages)


def prompt_marks(chat_format: ChatFormat) -> tuple[str, ...]:
    """Every mark a prompt of this format may contain; a model must know each as one token.

    None for `plain`. Raises `ValueError`.
    """
    return _known(chat_format).marks


def goes_with(chat_format: ChatFormat, architecture: str) -> bool:
    """Whether models of this architecture are trained on this format."""
    return architecture in _known(chat_format).architectures


def template_words(chat_format: ChatFormat) -> frozenset[str]:
    """Words that every template of this format contains."""
    return _known(chat_format).words


def marked_formats() -> tuple[ChatFormat, ...]:
    """The formats that need marks known to the model."""
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


def _qwen3(messages: Sequence[ChatMessage]) -> list[Piece]:
    """Includes the empty thinking block that makes a reasoning model answer at once."""
    thought = (_mark("<think>"), Piece("\n\n"), _mark("</think>"), Piece("\n\n"))
    return [*_chatml(messages), *thought]


def _llama3(messages: Sequence[ChatMessage]) -> list[Piece]:
    start, end, over = (_mark(f"<|{each}|>") for each in ("start_header_id", "end_header_id", "eot_id"))
    pieces: list[Piece] = []
    for message in messages:
        pieces += (start, Piece(message.role), end, Piece(f"\n\n{message.content.strip()}"), over)
    return [*pieces, start, Piece("assistant"), end, Piece("\n\n")]


def _llama31(messages: Sequence[ChatMessage]) -> list[Piece]:
    """The rules always follow two dates; without a date from outside the second one is a constant.

    Today's date would change every day's prompt: the cached prompt could not be reused, and acceptance
    results would describe prompts that are no longer sent.
    """
    rules = "\n\n".join(message.content for message in messages if message.role == "system").strip()
    turns = [message for message in messages if message.role != "system"]
    return _llama3([ChatMessage("system", f"{_LLAMA_31_DATES}{rules}"), *turns])


def _mistral(messages: Sequence[ChatMessage], *, space: str = "", trims: bool = False) -> list[Piece]:
    """`space` is written between a mark and a text; `trims`: an earlier answer is stripped."""
    pieces: list[Piece] = []
    for message in messages:
        said = Piece(space + message.content)
        if message.role == "system":
            pieces += (_mark("[SYSTEM_PROMPT]"), said, _mark("[/SYSTEM_PROMPT]"))
        elif message.role == "user":
            pieces += (_mark("[INST]"), said, _mark("[/INST]"))
        else:
            answer = message.content.strip() if trims else message.content
            pieces += (Piece(space + answer), _mark("</s>"))
    return pieces


def _mistral_v3(messages: Sequence[ChatMessage]) -> list[Piece]:
    return _mistral(_rules_in_turn(messages, -1), space=" ", trims=True)


def _mistral_tekken(messages: Sequence[ChatMessage]) -> list[Piece]:
    return _mistral(_rules_in_turn(messages, -1))


def _gemma(messages: Sequence[ChatMessage]) -> list[Piece]:
    start, end = _mark("<start_of_turn>"), _mark("<end_of_turn>")
    trimmed = [
        message if message.role == "system" else ChatMessage(message.role, message.content.strip())
        for message in messages
    ]
    pieces: list[Piece] = []
    for message in _rules_in_turn(trimmed, 0):
        role = "model" if message.role == "assistant" else "user"
        pieces += (start, Piece(f"{role}\n{message.content}"), end, Piece("\n"))
    return [*pieces, start, Piece("model\n")]


def _phi(messages: Sequence[ChatMessage], *, line: str = "\n") -> list[Piece]:
    """`line` is written after each mark."""
    after = [Piece(line)] if line else []
    pieces: list[Piece] = []
    for message in messages:
        told = Piece(f"{line}{message.content}")
        pieces += (_mark(f"<|{message.role}|>"), told, _mark("<|end|>"), *after)
    return [*pieces, _mark("<|assistant|>"), *after]


def _phi3_without_rules(messages: Sequence[ChatMessage]) -> list[Piece]:
    return _phi(_rules_in_turn(messages, 0))


def _plain(messages: Sequence[ChatMessage]) -> list[Piece]:
    """For a model whose own format is unknown: headings that are common in training texts."""
    headings = {"system": "Rules", "user": "Task", "assistant": "Answer"}
    told = [f"{headings[message.role]}:\n{message.content}\n\n" for message in messages]
    return [Piece("".join([*told, "Answer:\n"]))]


def _rules_in_turn(messages: Sequence[ChatMessage], which: int) -> list[ChatMessage]:
    """For formats without a system turn: its text begins the user's first turn, or the last one."""
    rules = "\n\n".join(message.content for message in messages if message.role == "system")
    turns = [message for message in messages if message.role != "system"]
    asked = [place for place, message in enumerate(turns) if message.role == "user"]
    if rules and asked:
        place = asked[which]
        turns[place] = ChatMessage("user", f"{rules}\n\n{turns[place].content}")
    return turns


def _format(
    marks: tuple[str, ...],
    write: Callable[[Sequence[ChatMessage]], list[Piece]],
    *architectures: str,
    words: tuple[str, ...] | None = None,
) -> _Format:
    """`words` are needed where a template does not spell out just the marks."""
    return _Format(marks, write, frozenset(architectures), frozenset(marks if words is None else words))


_CHATML_MARKS = ("<|im_start|>", "<|im_end|>")
_THOUGHT_MARKS = ("<think>", "</think>")
_LLAMA_MARKS = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_TURN_MARKS = ("[INST]", "[/INST]")
_RULES_MARKS = ("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]")
_MISTRAL = ("llama", "mistral3")
_PHI_MARKS = ("<|user|>", "<|assistant|>", "<|end|>")

_FORMATS: Mapping[ChatFormat, _Format] = {
    "chatml": _format(
        _CHATML_MARKS, _chatml,
        "llama", "qwen2", "qwen2moe", "qwen3", "qwen3moe", "smollm3", "internlm2", "granite",
    ),
    "qwen-3": _format(
        (*_CHATML_MARKS, *_THOUGHT_MARKS), _qwen3, "qwen3", "qwen3moe",
        words=(*_CHATML_MARKS, *_THOUGHT_MARKS, "enable_thinking is false"),
    ),
    "llama-3": _format(_LLAMA_MARKS, _llama3, "llama"),
    "llama-3.1": _format(_LLAMA_MARKS, _llama31, "llama", words=(*_LLAMA_MARKS, "Cutting Knowledge Date")),
    # The end-of-text mark is a variable in a template.
    "mistral-instruct": _format(
        (*_TURN_MARKS, "</s>"), _mistral_v3, *_MISTRAL, words=(*_TURN_MARKS, "[INST] ")
    ),
    "mistral-tekken": _format((*_TURN_MARKS, "</s>"), _mistral_tekken, *_MISTRAL, words=_TURN_MARKS),
    "mistral-system": _format(
        (*_RULES_MARKS, *_TURN_MARKS, "</s>"), _mistral, *_MISTRAL, words=(*_RULES_MARKS, *_TURN_MARKS)
    ),
    "gemma": _format(
        ("<start_of_turn>", "<end_of_turn>"), _gemma, "gemma", "gemma2", "gemma3", "gemma3n"
    ),
    "phi-3": _format(("<|system|>", *_PHI_MARKS), _phi, "phi3", "phimoe"),
    "phi-3-no-system": _format(_PHI_MARKS, _phi3_without_rules, "phi3", "phimoe"),
    # Its template builds the marks from the names of the roles.
    "phi-4-mini": _format(
        ("<|system|>", *_PHI_MARKS), partial(_phi, line=""), "phi3",
        words=("'<|' + message['role'] + '|>'", "<|/tool|>", "<|end|>", "<|assistant|>"),
    ),
    "plain": _format((), _plain),
}  # fmt: skip
