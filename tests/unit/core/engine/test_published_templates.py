"""What our formats write, held against what published templates write, byte for byte.

Each text is what the template of the named models wrote for the two talks below, rendered with Jinja as
Transformers renders it, `add_generation_prompt` set, thinking off and no date given. A template is named by
the SHA-256 of its words, spaces evened out: it is not kept here. Gemma 2 and the first Phi 3 refuse a message
of the system: they were given its words at the beginning of the first turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from core.assistant.reader.prompt import ReaderQuote, reader_messages
from core.assistant.writing.prompt import messages_for
from core.engine.catalogue import ChatFormat
from core.engine.chat import all_marks, marked_formats, prompt_pieces
from core.engine.dto import ChatMessage
from core.engine.model_library.chat_templates import KNOWN_TEMPLATES

SHORT = (
    ChatMessage("system", "Answer from the notes. Say none where they do not answer."),
    ChatMessage("user", "1| כאב בגב תחתון\nQuestion: since when?"),
)
LONG = (
    ChatMessage("system", "Answer from the notes."),
    ChatMessage("user", "1| Denies cough.\nQuestion: cough? "),
    ChatMessage("assistant", " None. [1]\n"),
    ChatMessage("user", "\n1| Takes 5 mg.\nQuestion: dose?"),
)


@dataclass(frozen=True, slots=True)
class _Published:
    """`models`: name, and hash of the template. The start of text is left out of what was written."""

    chat_format: ChatFormat
    short: str
    long: str
    models: tuple[tuple[str, str], ...]


PUBLISHED = (
    _Published(
        "llama-3",
        (
            "<|start_header_id|>system<|end_header_id|>\n\n"
            "Answer from the notes. Say none where they do not answer.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\n1| כאב בגב תחתון\n"
            "Question: since when?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        ),
        (
            "<|start_header_id|>system<|end_header_id|>\n\n"
            "Answer from the notes.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
            "1| Denies cough.\n"
            "Question: cough?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
            "None. [1]<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n1| Takes 5 mg.\n"
            "Question: dose?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        ),
        (
            ("Llama 3 8B Instruct", "3bd333456aee200b3233d70b79d767c87101c2457bf69a6023e5903dfcbf2b6b"),
            (
                "Llama 3 8B Instruct, first published",
                "18f3fd186f23cd66740f77a845acf28c22daebfdafcf87d25346c1c53991ef89",
            ),
        ),
    ),
    _Published(
        "llama-3.1",
        (
            "<|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\n"
            "Today Date: 26 Jul 2024\n\n"
            "Answer from the notes. Say none where they do not answer.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\n1| כאב בגב תחתון\n"
            "Question: since when?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        ),
        (
            "<|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\n"
            "Today Date: 26 Jul 2024\n\n"
            "Answer from the notes.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
            "1| Denies cough.\n"
            "Question: cough?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
            "None. [1]<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n1| Takes 5 mg.\n"
            "Question: dose?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        ),
        (
            ("Llama 3.1 8B Instruct", "ea1f9d8a898a0ce5c37d64d87ec10cfde63b10355b6c315d60fbd1c7068d429d"),
            ("Llama 3.2 3B Instruct", "6a181be8efdd87eac842323932a095e853dd3fa234718ebb0371cd4f05be1c01"),
        ),
    ),
    _Published(
        "chatml",
        (
            "<|im_start|>system\n"
            "Answer from the notes. Say none where they do not answer.<|im_end|>\n"
            "<|im_start|>user\n1| כאב בגב תחתון\nQuestion: since when?<|im_end|>\n"
            "<|im_start|>assistant\n"
        ),
        (
            "<|im_start|>system\nAnswer from the notes.<|im_end|>\n<|im_start|>user\n"
            "1| Denies cough.\nQuestion: cough? <|im_end|>\n<|im_start|>assistant\n None. [1]\n"
            "<|im_end|>\n<|im_start|>user\n\n1| Takes 5 mg.\nQuestion: dose?<|im_end|>\n"
            "<|im_start|>assistant\n"
        ),
        (
            ("Qwen 2.5 7B Instruct", "705d5782da398f5ce4bb10e19b2358aba0bd78710233d5f1811d7068cba1b58a"),
            ("Qwen 2.5 0.5B Instruct", "4decfd53f02771e5790c014338af259a87c446aa7470b71a021173e4d9e4a42e"),
            ("Qwen 2 0.5B Instruct", "9178daecd2ef900962d10437d8dab82041a172be2b4c59ba1d64e14ba1e47b7a"),
            ("SmolLM2 135M Instruct", "6e76f0d0a1bfb2ef34f110bc376575127fca30189268db50eb63b9b7c352ac45"),
            ("plain ChatML", "2e7c58464a1c5792298a99422f45e85cfcf02d637ceb38315d53150aa5bebbc2"),
            ("Qwen 3 4B Instruct 2507", "4af846b85e557e1f2c95a2a8420e0b0f07edc8bcb897dc1b069c22cac5952efb"),
        ),
    ),
    _Published(
        "qwen-3",
        (
            "<|im_start|>system\n"
            "Answer from the notes. Say none where they do not answer.<|im_end|>\n"
            "<|im_start|>user\n1| כאב בגב תחתון\nQuestion: since when?<|im_end|>\n"
            "<|im_start|>assistant\n<think>\n\n</think>\n\n"
        ),
        (
            "<|im_start|>system\nAnswer from the notes.<|im_end|>\n<|im_start|>user\n"
            "1| Denies cough.\nQuestion: cough? <|im_end|>\n<|im_start|>assistant\n None. [1]\n"
            "<|im_end|>\n<|im_start|>user\n\n1| Takes 5 mg.\nQuestion: dose?<|im_end|>\n"
            "<|im_start|>assistant\n<think>\n\n</think>\n\n"
        ),
        (
            ("Qwen 3, without thinking", "5922e70169a13b0ee856ed984180068cf3b8369fee76cce63c8ca2d37007f0b4"),
            (
                "Qwen 3 0.6B, first published, without thinking",
                "ccd61ecea6aa8406e336da83f2f71e500777096cdb0391303614e7331e6087b0",
            ),
        ),
    ),
    _Published(
        "gemma",
        (
            "<start_of_turn>user\nAnswer from the notes. Say none where they do not answer.\n\n"
            "1| כאב בגב תחתון\nQuestion: since when?<end_of_turn>\n<start_of_turn>model\n"
        ),
        (
            "<start_of_turn>user\nAnswer from the notes.\n\n1| Denies cough.\n"
            "Question: cough?<end_of_turn>\n<start_of_turn>model\nNone. [1]<end_of_turn>\n"
            "<start_of_turn>user\n1| Takes 5 mg.\nQuestion: dose?<end_of_turn>\n"
            "<start_of_turn>model\n"
        ),
        (
            ("Gemma 2 2B it", "e2bee954371cf0e30ea38ea2a4ce42485834c51c53561c1eeecb1af4d83764f2"),
            ("Gemma 3 it", "1c1193119e155227f9a1cd934cac8895ab0a1b8a49fca8bbb480aa424a2e74eb"),
            (
                "Gemma 3 1B it, first published",
                "fc0888d21c365715589b588c4ab7a80e6b0da45d89d2b2a3327510f6b77b0df4",
            ),
        ),
    ),
    _Published(
        "phi-3",
        (
            "<|system|>\nAnswer from the notes. Say none where they do not answer.<|end|>\n"
            "<|user|>\n1| כאב בגב תחתון\nQuestion: since when?<|end|>\n<|assistant|>\n"
        ),
        (
            "<|system|>\nAnswer from the notes.<|end|>\n<|user|>\n1| Denies cough.\n"
            "Question: cough? <|end|>\n<|assistant|>\n None. [1]\n<|end|>\n<|user|>\n\n"
            "1| Takes 5 mg.\nQuestion: dose?<|end|>\n<|assistant|>\n"
        ),
        (
            ("Phi 3 mini instruct", "777f1f5f15c1923d09acf3b3a9db2530118dc66368ce1261af802e097880f7ae"),
            ("Phi 3.5 mini instruct", "cfddee01f39314a2c90ce7ebf2a6dca5d143d1a76f67ac47d864ab746e4e0bd2"),
        ),
    ),
    _Published(
        "phi-3-no-system",
        (
            "<|user|>\nAnswer from the notes. Say none where they do not answer.\n\n"
            "1| כאב בגב תחתון\nQuestion: since when?<|end|>\n<|assistant|>\n"
        ),
        (
            "<|user|>\nAnswer from the notes.\n\n1| Denies cough.\nQuestion: cough? <|end|>\n"
            "<|assistant|>\n None. [1]\n<|end|>\n<|user|>\n\n1| Takes 5 mg.\n"
            "Question: dose?<|end|>\n<|assistant|>\n"
        ),
        (
            (
                "Phi 3 mini instruct, first published",
                "65b6786a2e2ec54b591b94e22351ffe71df2e72f2172f6946d5ca69b6b2353bb",
            ),
            ("Phi 3 medium instruct", "bb30b2d692fd0cc3bf7e01521da8e6351ad3fbe78080cbcc2f14bd5acd0170d9"),
        ),
    ),
    _Published(
        "phi-4-mini",
        (
            "<|system|>Answer from the notes. Say none where they do not answer.<|end|>"
            "<|user|>1| כאב בגב תחתון\nQuestion: since when?<|end|><|assistant|>"
        ),
        (
            "<|system|>Answer from the notes.<|end|><|user|>1| Denies cough.\n"
            "Question: cough? <|end|><|assistant|> None. [1]\n<|end|><|user|>\n1| Takes 5 mg.\n"
            "Question: dose?<|end|><|assistant|>"
        ),
        (("Phi 4 mini instruct", "febf589225c9728ab791f52e8897d7607a823d45368f0a4c92fa68997b40cce9"),),
    ),
    _Published(
        "mistral-instruct",
        (
            "[INST] Answer from the notes. Say none where they do not answer.\n\n1| כאב בגב תחתון\n"
            "Question: since when?[/INST]"
        ),
        (
            "[INST] 1| Denies cough.\n"
            "Question: cough? [/INST] None. [1]</s>[INST] Answer from the notes.\n\n\n"
            "1| Takes 5 mg.\nQuestion: dose?[/INST]"
        ),
        (("Mistral 7B Instruct v0.3", "603a4c4659c7bb1d0a2d666e5d4560b4b533dbbf6a3eb1d041509652cf7890f1"),),
    ),
    _Published(
        "mistral-tekken",
        (
            "[INST]Answer from the notes. Say none where they do not answer.\n\n1| כאב בגב תחתון\n"
            "Question: since when?[/INST]"
        ),
        (
            "[INST]1| Denies cough.\nQuestion: cough? [/INST] None. [1]\n"
            "</s>[INST]Answer from the notes.\n\n\n1| Takes 5 mg.\nQuestion: dose?[/INST]"
        ),
        (
            (
                "Mistral Nemo Instruct 2407",
                "edc2b71010347aa2e154cc8c178ab71ac865044e480d17e01f0b68d4da5215bd",
            ),
            (
                "Mistral Nemo Instruct 2407, first published",
                "af82fd7cf687f0fbfd41e31fc9a21bb86106143c0dc27f4668c251eebd6d265a",
            ),
        ),
    ),
    _Published(
        "mistral-system",
        (
            "[SYSTEM_PROMPT]Answer from the notes. Say none where they do not answer.[/SYSTEM"
            "_PROMPT][INST]1| כאב בגב תחתון\nQuestion: since when?[/INST]"
        ),
        (
            "[SYSTEM_PROMPT]Answer from the notes.[/SYSTEM_PROMPT][INST]1| Denies cough.\n"
            "Question: cough? [/INST] None. [1]\n</s>[INST]\n1| Takes 5 mg.\nQuestion: dose?[/INST]"
        ),
        (
            (
                "Mistral Small 24B Instruct 2501",
                "d99c0a28fd4eebd7ba2cc0309651f6d7c5486024989bc42f6bb4cc558d553689",
            ),
            (
                "Mistral Small 24B Instruct 2506",
                "d4b8a8af48a63ef783d81670ca0f016757a17e59916d4cdcbc58a857584e2859",
            ),
        ),
    ),
)
SUPERSEDED = {
    "7e995b379ec01747807246483647cd99030abf331653f1119e16d7ac041a3495",
    "26a59556925c987317ce5291811ba3b7f32ec4c647c400c6cc7e3a9993007ba7",
    "4b2141aa17f9767c3fb04809e001476cc9e25da72b231b5d8846a41b7533af7f",
}
"""Earlier templates of Mistral 7B v0.3: the publisher's last one for the same weights is written instead."""


def _written(messages: tuple[ChatMessage, ...], chat_format: ChatFormat) -> str:
    return "".join(piece.text for piece in prompt_pieces(messages, chat_format))


@pytest.mark.parametrize(
    ("published", "sha256"),
    [pytest.param(one, sha256, id=name) for one in PUBLISHED for name, sha256 in one.models],
)
def test_a_prompt_is_what_the_published_template_writes(published, sha256):
    assert KNOWN_TEMPLATES[sha256] == published.chat_format
    assert _written(SHORT, published.chat_format) == published.short
    assert _written(LONG, published.chat_format) == published.long


def test_each_known_template_is_proven_or_named_as_superseded():
    proven = {sha256 for published in PUBLISHED for _, sha256 in published.models}
    assert set(KNOWN_TEMPLATES) == proven | SUPERSEDED
    assert {published.chat_format for published in PUBLISHED} == set(marked_formats())


@pytest.mark.parametrize("chat_format", marked_formats())
def test_marks_stand_in_pieces_of_their_own_and_no_word_is_lost(chat_format):
    pieces = prompt_pieces(LONG, chat_format)
    text = [piece.text for piece in pieces if not piece.mark]
    assert not any(mark in part for part in text for mark in all_marks())
    for message in LONG:
        assert any(message.content.strip() in part for part in text)
    # Tokenised apart, two texts would not be the tokens that they are together.
    assert not any(not one.mark and not other.mark for one, other in pairwise(pieces))


def test_no_format_writes_the_start_of_a_text():
    """The engine puts it first where the file of the model says so: written here too it would be doubled."""
    assert all_marks().isdisjoint({"<s>", "<bos>", "<|begin_of_text|>", "<|endoftext|>"})


def test_what_is_asked_has_no_space_around_it_that_a_format_would_trim():
    quotes = [ReaderQuote(None, "plan", " Takes 5 mg. \n")]
    asked = [
        *messages_for(" dose? ", ["Note [1] (plan):\n1| Takes 5 mg."]),
        *reader_messages(" dose? ", quotes),
    ]
    assert [message.content for message in asked if message.content != message.content.strip()] == []
