"""Determines which of our chat formats a model was trained on, from its template, without running it.

The template's text, with white space normalised, is compared with known templates. An unknown template is
searched for the words of our formats: first of the formats for its architecture, then of the others, the one
whose words are all found is taken. A format is only taken when the model has each of its marks as a token of
its own; otherwise the plain one is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.engine.catalogue import ChatFormat
from core.engine.chat import goes_with, marked_formats, prompt_marks, template_words

KNOWN_TEMPLATES: Mapping[str, ChatFormat] = {
    # SmolLM2; any model taught plain ChatML
    "6e76f0d0a1bfb2ef34f110bc376575127fca30189268db50eb63b9b7c352ac45": "chatml",
    "2e7c58464a1c5792298a99422f45e85cfcf02d637ceb38315d53150aa5bebbc2": "chatml",
    # Qwen 2; Qwen 2.5 (0.5B, and the others); Qwen 3 Instruct 2507
    "9178daecd2ef900962d10437d8dab82041a172be2b4c59ba1d64e14ba1e47b7a": "chatml",
    "4decfd53f02771e5790c014338af259a87c446aa7470b71a021173e4d9e4a42e": "chatml",
    "705d5782da398f5ce4bb10e19b2358aba0bd78710233d5f1811d7068cba1b58a": "chatml",
    "4af846b85e557e1f2c95a2a8420e0b0f07edc8bcb897dc1b069c22cac5952efb": "chatml",
    # Qwen 3, as first published and later
    "ccd61ecea6aa8406e336da83f2f71e500777096cdb0391303614e7331e6087b0": "qwen-3",
    "5922e70169a13b0ee856ed984180068cf3b8369fee76cce63c8ca2d37007f0b4": "qwen-3",
    # Llama 3, as first published and later; Llama 3.1 and 3.3; Llama 3.2
    "18f3fd186f23cd66740f77a845acf28c22daebfdafcf87d25346c1c53991ef89": "llama-3",
    "3bd333456aee200b3233d70b79d767c87101c2457bf69a6023e5903dfcbf2b6b": "llama-3",
    "ea1f9d8a898a0ce5c37d64d87ec10cfde63b10355b6c315d60fbd1c7068d429d": "llama-3.1",
    "6a181be8efdd87eac842323932a095e853dd3fa234718ebb0371cd4f05be1c01": "llama-3.1",
    # Mistral 7B v0.3. The first three differ in spaces, one omits the rules; the last one, published later
    # with the same weights, agrees with the tokenizer used in training (mistral-common, V3).
    "7e995b379ec01747807246483647cd99030abf331653f1119e16d7ac041a3495": "mistral-instruct",
    "26a59556925c987317ce5291811ba3b7f32ec4c647c400c6cc7e3a9993007ba7": "mistral-instruct",
    "4b2141aa17f9767c3fb04809e001476cc9e25da72b231b5d8846a41b7533af7f": "mistral-instruct",
    "603a4c4659c7bb1d0a2d666e5d4560b4b533dbbf6a3eb1d041509652cf7890f1": "mistral-instruct",
    # Mistral Nemo, as first published and later; Mistral Small 2501 and 2506
    "af82fd7cf687f0fbfd41e31fc9a21bb86106143c0dc27f4668c251eebd6d265a": "mistral-tekken",
    "edc2b71010347aa2e154cc8c178ab71ac865044e480d17e01f0b68d4da5215bd": "mistral-tekken",
    "d99c0a28fd4eebd7ba2cc0309651f6d7c5486024989bc42f6bb4cc558d553689": "mistral-system",
    "d4b8a8af48a63ef783d81670ca0f016757a17e59916d4cdcbc58a857584e2859": "mistral-system",
    # Gemma and Gemma 2; Gemma 3, as first published and later
    "e2bee954371cf0e30ea38ea2a4ce42485834c51c53561c1eeecb1af4d83764f2": "gemma",
    "fc0888d21c365715589b588c4ab7a80e6b0da45d89d2b2a3327510f6b77b0df4": "gemma",
    "1c1193119e155227f9a1cd934cac8895ab0a1b8a49fca8bbb480aa424a2e74eb": "gemma",
    # Phi 3 mini, as first published; Phi 3 medium; Phi 3 mini; Phi 3.5 mini; Phi 4 mini
    "65b6786a2e2ec54b591b94e22351ffe71df2e72f2172f6946d5ca69b6b2353bb": "phi-3-no-system",
    "bb30b2d692fd0cc3bf7e01521da8e6351ad3fbe78080cbcc2f14bd5acd0170d9": "phi-3-no-system",
    "777f1f5f15c1923d09acf3b3a9db2530118dc66368ce1261af802e097880f7ae": "phi-3",
    "cfddee01f39314a2c90ce7ebf2a6dca5d143d1a76f67ac47d864ab746e4e0bd2": "phi-3",
    "febf589225c9728ab791f52e8897d7607a823d45368f0a4c92fa68997b40cce9": "phi-4-mini",
}
"""SHA-256 of published templates (white space normalised) and the format of ours with the same output.

Where a publisher has corrected a template, the format writes the corrected version.
"""


@dataclass(frozen=True, slots=True)
class ChosenFormat:
    """`known` if the template is a known one."""

    chat_format: ChatFormat
    known: bool


def choose_format(template: str, *, architecture: str, marks: Collection[str]) -> ChosenFormat:
    """The format for a model whose control tokens include `marks` (of those that any format uses)."""
    if not template:
        return ChosenFormat("plain", known=False)
    known = KNOWN_TEMPLATES.get(normalised_sha256(template))
    if known is not None and has_marks(known, marks):
        return ChosenFormat(known, known=True)
    fitting = [
        each
        for each in marked_formats()
        if goes_with(each, architecture) and has_marks(each, marks) and _speaks(each, template)
    ]
    closest = [
        each for each in fitting if all(template_words(other) <= template_words(each) for other in fitting)
    ]
    chosen: ChatFormat = closest[0] if len(closest) == 1 else "plain"
    return ChosenFormat(chosen, known=False)


def normalised_sha256(template: str) -> str:
    """The hash that identifies a template."""
    return hashlib.sha256(" ".join(template.split()).encode()).hexdigest()


def has_marks(chat_format: ChatFormat, marks: Collection[str]) -> bool:
    """Whether a model with these control tokens can be prompted in this format."""
    return set(prompt_marks(chat_format)) <= set(marks)


def _speaks(chat_format: ChatFormat, template: str) -> bool:
    return all(word in template for word in template_words(chat_format))
