"""HTML becomes entities as Telegram makes them, and wrong HTML is refused as Telegram refuses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Refused
from simulator.found_entities import found_entities
from simulator.html_reader import from_html
from simulator.html_writer import to_html
from simulator.texts import utf16_length


def _entities(source: str) -> list[tuple[str, int, int]]:
    return [(one.type, one.offset, one.length) for one in from_html(source).entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("早安", "早安", []),
        ("<b>张</b>伟", "张伟", [("bold", 0, 1)]),
        ("<b>张<i>伟</i></b>", "张伟", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<u>伟</u>", "😀伟", [("underline", 2, 1)]),
        ("<S>a</S><strike>b</strike><del>c</del>", "abc", [("strikethrough", at, 1) for at in range(3)]),
        ("&lt;b&gt; &amp; &quot;&#20851;&#x5173;", '<b> & "关关', []),
        ("&nbsp; & &unknown;", "&nbsp; & &unknown;", []),
        (
            "<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>",
            "ab",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
        ),
        (
            "<blockquote>a</blockquote><blockquote expandable>b</blockquote>",
            "ab",
            [("blockquote", 0, 1), ("expandable_blockquote", 1, 1)],
        ),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b >a</b><b loud>b</b >", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<code class='language-sql'>a</code>", "a", [("code", 0, 1)]),
        ("<b>a</b\t>&#0;&#1114111;", "a&#0;&#1114111;", [("bold", 0, 1)]),
        ("&lt张 &#99999999;", "<张 &#99999999;", []),
        ("<pre>a</pre><code>b</code>", "ab", [("pre", 0, 1), ("code", 1, 1)]),
        ("<tg-emoji emoji-id='55'>a</tg-emoji>", "a", [("custom_emoji", 0, 1)]),
    ],
)
def test_tags_become_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    assert from_html(source).text == text
    assert _entities(source) == entities


def test_links_and_languages_are_kept() -> None:
    (link,) = from_html('<a href="https://a.example/?x=1&amp;y=2">看</a>').entities
    assert link.url == "https://a.example/?x=1&y=2"
    (bare,) = from_html("<a href=a.example>看</a>").entities
    assert bare.url == "http://a.example/"
    assert from_html("<a>看</a>").entities == []
    (code,) = from_html('<pre><code class="language-sql">a</code></pre>').entities
    assert (code.type, code.language) == ("pre", "sql")
    (inside,) = from_html('<code class="language-sql"><pre>a</pre></code>').entities
    assert (inside.type, inside.language) == ("pre", "sql")
    assert from_html("<code class='language-sql'>a</code>").entities[0].language is None
    (asked,) = from_html("<a href='a.example?x=1'>看</a>").entities
    assert asked.url == "http://a.example/?x=1"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("张 <3 个", 'Unsupported start tag "3" at byte offset 4'),
        ("张<x>", 'Unsupported start tag "x" at byte offset 3'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a =1>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x", "Unexpected end of name token at byte offset 8"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xD800;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_wrong_tags_are_refused(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        from_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_whatever_is_escaped_comes_back_as_it_was(text: str) -> None:
    assert from_html(to_html(text, [])).text == text


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    try:
        formatted = from_html(text)
    except Refused:
        return
    for one in formatted.entities:
        assert 0 <= one.offset < one.offset + one.length <= utf16_length(formatted.text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", 0, 6)]),
        ("看 /help@guanjia_bot 和/不是", [("bot_command", 2, 17)]),
        ("a/b 1/2", []),
        (
            "😀 @guanjia #日报 li@bank.cn https://a.cn/x。",
            [("mention", 3, 8), ("hashtag", 12, 3), ("email", 16, 10), ("url", 27, 14)],
        ),
    ],
)
def test_commands_mentions_and_addresses_are_found(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(one.type, one.offset, one.length) for one in found_entities(text)] == found


def test_nothing_is_found_within_code() -> None:
    formatted = from_html("<code>/start</code>")
    assert [one.type for one in found_entities(formatted.text, formatted.entities)] == ["code"]


def test_a_link_is_written_as_html_again() -> None:
    source = '<a href="https://a.example/?x=1&amp;y=2">看</a> <b>a<i>b</i></b>'
    formatted = from_html(source)
    assert to_html(formatted.text, formatted.entities) == source
