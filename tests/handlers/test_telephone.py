"""Cards as Telegram takes them, and what a failed call means for what it was to do."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.answer import Button, Card, Edit, Send
from handlers.pieces import LONGEST, parts, pieces
from handlers.telephone import judged, markup
from scheduling.sending import Doubtful, NotSent, Rejected, Unreachable


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (caused(NetworkError("x"), httpx.ConnectError("x")), NotSent),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), NotSent),
        (caused(TimedOut(), httpx.PoolTimeout("x")), NotSent),
        (caused(TimedOut(), httpx.ReadTimeout("x")), Doubtful),
        (caused(TimedOut(), httpx.WriteTimeout("x")), Doubtful),
        (caused(NetworkError("x"), httpx.ReadError("x")), Doubtful),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("x")), Doubtful),
        (NetworkError("Bad Gateway"), Doubtful),
        (NetworkError("Internal Server Error (500)"), Doubtful),
        (NetworkError("Request Entity Too Large (413)"), Rejected),
        (TelegramError("Invalid server response"), Doubtful),
        (BadRequest("Can't parse entities"), Rejected),
        (BadRequest("Chat not found"), Unreachable),
        (Forbidden("Forbidden: bot was blocked by the user"), Unreachable),
        (Forbidden("Forbidden: user is deactivated"), Unreachable),
        (InvalidToken(), NotSent),
        (Conflict("other"), Doubtful),
        (ChatMigrated(5), Doubtful),
    ],
)
def test_what_a_failed_call_means(error: TelegramError, means: type[Exception]) -> None:
    assert type(judged(error)) is means


def test_a_flood_says_for_how_long() -> None:
    failed = judged(RetryAfter(300))
    assert isinstance(failed, NotSent)
    assert failed.seconds == 300


@given(st.text(alphabet=st.sampled_from("a客😀\n "), max_size=400), st.integers(4, 50))
def test_a_long_text_is_cut_into_what_telegram_takes_and_loses_only_line_ends(
    text: str, longest: int
) -> None:
    found = parts(text, longest)
    assert all(units(each) <= longest for each in found)
    assert "".join(found).replace("\n", "") == text.replace("\n", "")


def test_a_text_is_cut_at_line_ends() -> None:
    lines = [f"第{number}行" for number in range(2000)]
    first, *rest = parts("\n".join(lines))
    assert rest
    assert first.splitlines() == lines[: len(first.splitlines())]


def test_the_buttons_hang_on_the_last_piece_only() -> None:
    card = Card(text="行\n" * 5000, rows=((Button(text="打开", action="open"),),))
    found = pieces((Send(card=card, token="td1", version=2, book="book:li"),))
    sends = [each for each in found if isinstance(each, Send)]
    assert len(sends) > 1
    assert [bool(each.card.rows) for each in sends] == [False] * (len(sends) - 1) + [True]
    assert [each.token for each in sends] == [""] * (len(sends) - 1) + ["td1"]
    assert {each.book for each in sends} == {"book:li"}


def test_a_long_block_to_copy_stands_alone() -> None:
    found = pieces((Send(card=Card(text="晨会用", code="客户\n" * 3000)),))
    sends = [each.card for each in found if isinstance(each, Send)]
    assert (sends[0].text, sends[0].code) == ("晨会用", "")
    assert all(card.code and units(card.code) <= LONGEST for card in sends[1:])


def test_a_short_answer_stays_as_it_is() -> None:
    answer = (Send(card=Card(text="好", code="张伟")), Edit(message=5, card=Card(text="长" * 5000)))
    assert pieces(answer) == answer


def test_buttons_carry_their_token_and_version_or_a_text_to_copy() -> None:
    rows = ((Button(text="打开", action="open"), Button(text="复制", copy="139")),)
    made = markup(Card(text="好", rows=rows), "td1", 3)
    pressed = {"text": "打开", "callback_data": "td1.3.open"}
    copied = {"text": "复制", "copy_text": {"text": "139"}}
    assert made == {"inline_keyboard": [[pressed, copied]]}
    assert markup(Card(text="好"), "td1", 3) is None
