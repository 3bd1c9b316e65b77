"""New messages of the masked rendering: amounts wait for a tap, also those in a note."""

from datetime import UTC, datetime

import pytest

from handlers.words import Words
from handlers.words.discreet import discreet
from store.records import Language, Rendering

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def words(rendering: Rendering = Rendering.MASKED, language: Language = "zh-Hans") -> Words:
    return Words(language=language, rendering=rendering, now=NOW)


def test_an_amount_is_not_said_and_that_it_was_kept_back_is_known() -> None:
    quiet = discreet(words())
    assert not quiet.kept_back
    assert quiet.money(62_000_000) == ""
    assert quiet.kept_back
    assert quiet.aloud.money(62_000_000) == "62万"
    assert not words().kept_back


def test_a_sum_over_many_tells_of_nobody_and_is_said() -> None:
    quiet = discreet(words())
    assert quiet.total(62_000_000) == "62万"
    assert not quiet.kept_back
    assert words(Rendering.REFERENCE).total(62_000_000) == ""


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("聊了孩子高考，想续50万", "聊了孩子高考，想续…"),
        ("想續 88.5萬，餘 3,000 元", "想續 …，餘 … 元"),
        ("wants to renew 500k next week", "wants to renew … next week"),
        ("爱喝普洱，12月3日来，3个孩子", "爱喝普洱，12月3日来，3个孩子"),
        ("", ""),
    ],
)
def test_a_note_is_said_without_its_amounts(note: str, said: str) -> None:
    quiet = discreet(words())
    assert quiet.note(note) == said
    assert quiet.kept_back is (said != note)
    assert quiet.aloud.note(note) == note


def test_the_other_renderings_speak_as_ever() -> None:
    for rendering in (Rendering.FULL, Rendering.REFERENCE):
        assert discreet(words(rendering)) == words(rendering)
