"""What may be stored as a text of the practice; the starter set has to pass as well."""

from __future__ import annotations

import dataclasses

import pytest

from core.errors import InputRefused
from core.ids import new_id
from core.sessions.dto import SESSION_KINDS, SoapText
from core.templates.checking import check_unique, checked
from core.templates.dto import TEXT_KINDS, TEXT_LIMIT_CHARS, PracticeText
from core.templates.starter_set import starter_set


def snippet(name="bp", text="BP [[x]]", **more) -> PracticeText:
    return PracticeText(text_id=new_id(), kind="snippet", name=name, text=text, **more)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (snippet(name="  "), "text_name_missing"),
        (snippet(name="a" * 33), "text_name_too_long"),
        (snippet(name="5mg"), "snippet_name_unfit"),
        (snippet(name="two words"), "snippet_name_unfit"),
        (snippet(name="a/b"), "snippet_name_unfit"),
        (snippet(text=" \n"), "text_empty"),
        (snippet(text="x" * (TEXT_LIMIT_CHARS + 1)), "text_too_long"),
        (PracticeText(new_id(), "template", "Visit"), "text_empty"),
        (PracticeText(new_id(), "letter_template", "L", text="Dear {nobody}"), "letter_fields_unknown"),
    ],
)
def test_what_is_no_text_is_refused(text, code):
    with pytest.raises(InputRefused) as refused:
        checked(text)
    assert refused.value.code == code
    assert "nobody" not in str(refused.value)


@pytest.mark.parametrize("name", ["bp", "/bp", " bp ", "לד", "mse-2", "é"])
def test_names_are_tidied(name):
    assert checked(snippet(name=name)).name == name.strip().removeprefix("/")


def test_names_are_unique_whatever_their_case():
    with pytest.raises(InputRefused, match="text_name_taken"):
        check_unique(snippet("BP"), [snippet("bp")])
    mine = snippet("bp")
    check_unique(dataclasses.replace(mine, text="other"), [mine])


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_the_starter_set_is_fit_to_be_stored_and_has_both_languages(kind):
    delivered = starter_set(kind)
    assert {each.language for each in delivered} == {"en", "he"}
    for each in delivered:
        assert checked(each) == each
        check_unique(each, delivered)
        assert each.session_kind in ("", *SESSION_KINDS)
    assert len({each.text_id for each in delivered}) == len(delivered)


def test_no_starter_text_states_a_finding():
    """Without their places to fill in the templates hold headings, never a result."""
    for each in starter_set("template"):
        for field in ("objective", "assessment"):
            part = each.soap.field(field)
            assert not part or "[[" in part
    assert SoapText() == PracticeText(new_id(), "snippet", "x").soap
