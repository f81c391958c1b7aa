"""Every message has its English words, and the compiled file is that of the text."""

from __future__ import annotations

import re

from federation.web.catalogue import MO, PO, found, kept, lacking, merged, mo_bytes, po_text

N = "\u202f"


def test_every_message_is_translated() -> None:
    assert lacking(merged()) == []


def test_both_files_are_up_to_date() -> None:
    """If this fails: python -m federation.web.catalogue"""
    assert {message.id for message in kept()} == {message.id for message in merged()}
    assert PO.read_bytes() == po_text(merged())
    assert MO.read_bytes() == mo_bytes(kept())


def test_both_languages_fill_in_the_same_names() -> None:
    for message in kept():
        french, english = (
            set(re.findall(r"%\((\w+)\)s", " ".join([text] if isinstance(text, str) else text)))
            for text in (message.id, message.string)
        )
        assert french == english, message.id


def test_french_is_typeset() -> None:
    for message in found():
        for text in [message.id] if isinstance(message.id, str) else message.id:
            assert "'" not in text, text
            assert not re.search(rf"[^{N}][:;?!»]", text), text
            assert not re.search(rf"«[^{N}]", text), text
