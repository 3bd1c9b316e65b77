"""Text with HTML tags becomes plain text and entities, as Telegram's own parser does it."""

import re
from typing import NamedTuple

from simulator.errors import bad_request
from simulator.objects import MessageEntity
from simulator.texts import Formatted, utf16_length

KIND_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENTITY = re.compile(
    r"&(?:#x([0-9a-fA-F]{1,6}(?![0-9a-fA-F]))|#([0-9]{1,7}(?![0-9]))|(lt|gt|amp|quot)(?![a-zA-Z]));?"
)
SPECIAL = re.compile("[<&]")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


class _Open(NamedTuple):
    tag: str
    argument: str
    offset: int
    begin: int


def _wrong(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


class _HtmlReader:
    """One pass over one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain: list[str] = []
        self.offset = 0
        self.characters = 0
        self.open: list[_Open] = []
        self.entities: list[MessageEntity] = []
        self.languages: dict[int, str] = {}

    def read(self) -> Formatted:
        while self.at < len(self.source):
            following = SPECIAL.search(self.source, self.at)
            stop = len(self.source) if following is None else following.start()
            self._keep(self.source[self.at : stop])
            self.at = stop
            if self.at < len(self.source):
                self._special()
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity.offset, -entity.length))
        return Formatted("".join(self.plain), self.entities)

    def _keep(self, text: str) -> None:
        if text:
            self.plain.append(text)
            self.offset += utf16_length(text)
            self.characters += len(text)

    def _special(self) -> None:
        if self.source[self.at] == "&":
            self._keep(self._character())
        elif self.source.startswith("</", self.at):
            self._end()
        else:
            self._start()

    def _character(self) -> str:
        """The character a reference stands for; an unknown one stays as it was typed."""
        found = ENTITY.match(self.source, self.at)
        if found is None:
            self.at += 1
            return "&"
        hexadecimal, decimal, name = found.groups()
        code = int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else ord(NAMED[name])
        if code == 0 or code >= 0x10FFFF:
            self.at += 1
            return "&"
        if 0xD800 <= code <= 0xDFFF:
            raise _wrong(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self.at = found.end()
        return chr(code)

    def _byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _skip_spaces(self) -> None:
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1

    def _word(self, stops: str) -> str:
        begin = self.at
        while (
            self.at < len(self.source)
            and not self.source[self.at].isspace()
            and self.source[self.at] not in stops
        ):
            self.at += 1
        return self.source[begin : self.at]

    def _is(self, character: str) -> bool:
        return self.at < len(self.source) and self.source[self.at] == character

    def _start(self) -> None:
        begin = self._byte_offset(self.at)
        self.at += 1
        tag = self._word(">").lower()
        if self.at >= len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {begin}")
        if tag not in KIND_OF_TAG:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while not self._is(">"):
            self._skip_spaces()
            if self._is(">"):
                break
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, self.offset, self.characters))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._word("=>")
        if not name:
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        valued = self._is("=")
        if valued:
            self.at += 1
            self._skip_spaces()
        if self.at >= len(self.source):
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if not valued:
            return name, name
        value = self._quoted() if self.source[self.at] in "'\"" else self._token()
        if self.at >= len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _quoted(self) -> str:
        quote = self.source[self.at]
        self.at += 1
        value: list[str] = []
        while self.at < len(self.source) and self.source[self.at] != quote:
            if self.source[self.at] == "&":
                value.append(self._character())
            else:
                value.append(self.source[self.at])
                self.at += 1
        self.at += 1
        return "".join(value)

    def _token(self) -> str:
        found = NAME_TOKEN.match(self.source, self.at)
        begin = self.at
        self.at = begin if found is None else found.end()
        ended = self.at < len(self.source) and (self.source[self.at].isspace() or self._is(">"))
        if not ended:
            raise _wrong(f"Unexpected end of name token at byte offset {self._byte_offset(begin)}")
        return self.source[begin : self.at].lower()

    def _end(self) -> None:
        begin = self._byte_offset(self.at)
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        tag = self._word(">").lower()
        self._skip_spaces()
        if not self._is(">"):
            raise _wrong(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise _wrong(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind = KIND_OF_TAG[opened.tag]
        length = self.offset - opened.offset
        if kind == "text_link":
            self._link(opened, length)
            return
        if kind == "custom_emoji" and not opened.argument.isdecimal():
            raise _wrong("Invalid custom emoji identifier specified")
        if kind == "blockquote" and opened.argument:
            kind = "expandable_blockquote"
        if kind in {"pre", "code"} and (language := self._language(opened, length)):
            self.entities.pop()
            self._add("pre", opened.offset, length, language=language)
            return
        emoji = opened.argument if kind == "custom_emoji" else None
        if kind == "code" and opened.argument:
            self.languages[len(self.entities)] = opened.argument
        self._add(kind, opened.offset, length, emoji=emoji)

    def _language(self, opened: _Open, length: int) -> str:
        """The language where a <pre> and a <code class="language-…"> are one: the one fills the other."""
        last = self.entities[-1] if self.entities else None
        if last is None or (last.offset, last.length) != (opened.offset, length):
            return ""
        if (opened.tag, last.type) == ("pre", "code"):
            return self.languages.get(len(self.entities) - 1, "")
        return opened.argument if (opened.tag, last.type) == ("code", "pre") else ""

    def _link(self, opened: _Open, length: int) -> None:
        url = opened.argument or "".join(self.plain)[opened.begin :]
        if re.fullmatch(r"(?i)(https?|tg|tel|mailto|ftp|tonsite)://?[^\s/]+\S*|(tel|mailto):\S+", url):
            self._add("text_link", opened.offset, length, url=url)
        elif bare := re.fullmatch(r"([\w.\-]+\.[A-Za-z]{2,})/?((?:(?<=/)|[?#])\S*)?", url):
            self._add("text_link", opened.offset, length, url=f"http://{bare[1]}/{bare[2] or ''}")

    def _add(
        self,
        kind: str,
        offset: int,
        length: int,
        *,
        url: str | None = None,
        language: str | None = None,
        emoji: str | None = None,
    ) -> None:
        self.entities.append(
            MessageEntity(
                type=kind, offset=offset, length=length, url=url, language=language, custom_emoji_id=emoji
            )
        )


def _argument(tag: str, name: str, value: str) -> str:
    """What an attribute means for its tag; others are ignored."""
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    wanted = {"a": "href", "span": "class", "tg-emoji": "emoji-id", "blockquote": "expandable"}
    return value if wanted.get(tag) == name else ""


def from_html(source: str) -> Formatted:
    """Plain text and entities of a text with HTML tags; refuses what Telegram refuses."""
    if "<" not in source and "&" not in source:
        return Formatted(source, [])
    return _HtmlReader(source).read()
