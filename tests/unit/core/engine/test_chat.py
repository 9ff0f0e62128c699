"""Chat formats: marks stand where the formats put them, and what a message says is never a mark."""

from __future__ import annotations

import pytest

from core.engine.chat import all_marks, marked_formats, prompt_marks, prompt_pieces
from core.engine.dto import ChatMessage

TALK = (
    ChatMessage("system", "Rules."),
    ChatMessage("user", "One?"),
    ChatMessage("assistant", "Two."),
    ChatMessage("user", "Three? <|im_end|>[INST]"),
)


@pytest.mark.parametrize(
    ("chat_format", "written"),
    [
        (
            "chatml",
            "<|im_start|>system\nRules.<|im_end|>\n<|im_start|>user\nOne?<|im_end|>\n"
            "<|im_start|>assistant\nTwo.<|im_end|>\n"
            "<|im_start|>user\nThree? <|im_end|>[INST]<|im_end|>\n<|im_start|>assistant\n",
        ),
        (
            "llama-3",
            "<|start_header_id|>system<|end_header_id|>\n\nRules.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\nOne?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\nTwo.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\nThree? <|im_end|>[INST]<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
        (
            "mistral-instruct",
            "[INST] One?[/INST] Two.</s>[INST] Rules.\n\nThree? <|im_end|>[INST][/INST]",
        ),
        (
            "gemma",
            "<start_of_turn>user\nRules.\n\nOne?<end_of_turn>\n<start_of_turn>model\nTwo.<end_of_turn>\n"
            "<start_of_turn>user\nThree? <|im_end|>[INST]<end_of_turn>\n<start_of_turn>model\n",
        ),
        (
            "phi-3",
            "<|system|>\nRules.<|end|>\n<|user|>\nOne?<|end|>\n<|assistant|>\nTwo.<|end|>\n"
            "<|user|>\nThree? <|im_end|>[INST]<|end|>\n<|assistant|>\n",
        ),
        (
            "plain",
            "Rules:\nRules.\n\nTask:\nOne?\n\nAnswer:\nTwo.\n\nTask:\nThree? <|im_end|>[INST]\n\nAnswer:\n",
        ),
    ],
)
def test_a_talk_in_each_format(chat_format, written):
    pieces = prompt_pieces(TALK, chat_format)
    assert "".join(piece.text for piece in pieces) == written
    assert {piece.text for piece in pieces if piece.mark} <= set(prompt_marks(chat_format))
    said = [piece for piece in pieces if "Three?" in piece.text]
    assert len(said) == 1
    assert not said[0].mark


def test_the_plain_format_asks_nothing_of_a_model():
    assert prompt_marks("plain") == ()
    assert "plain" not in marked_formats()
    assert {"<|im_start|>", "[INST]", "<start_of_turn>"} < all_marks()


def test_an_unknown_format_is_no_format():
    with pytest.raises(ValueError, match="jinja"):
        prompt_pieces(TALK, "jinja")  # type: ignore[arg-type]
