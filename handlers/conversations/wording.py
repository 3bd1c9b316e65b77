"""话术: words to use for a customer or an occasion, filled in, one tap to copy (DOMAIN 9)."""

from datetime import timedelta

from desk.tongue import write_in
from handlers.answer import Button, Card
from handlers.buttons import button, copying, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import occurrences_of
from handlers.heard import Heard
from handlers.scripts import Script, scripts_of
from handlers.whom import named_in
from handlers.words import languages
from store.records import Language, Refused

# A card opened in the last half hour is what somebody means who types no name.
_FRESH = timedelta(minutes=30)
# With the copy, the next page and the language a card has eight buttons.
_OTHERS = 5


class Wording(Conversation):
    """One text at a time, as a block that can be copied, and buttons for the other occasions."""

    code = "wd"
    commands = ("words",)
    plain = ("话术", "話術", "怎么说", "怎麼說", "what to say", "scripts")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        named = heard.text.partition(" ")[2].strip() if heard.kind == "command" else ""
        subject = turn.subject or _last_card(turn)
        if named:
            customer = named_in(turn, named)
            if customer is None:
                raise Refused("words.nobody", query=named)
            subject = customer.id
        return Reply(screens=(Screen(conversation="wd", subject=subject),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "say":
            return Reply(screens=(screen.at("", occasion=value),))
        if verb == "page" and value.isdecimal():
            return Reply(screens=(screen.at("", page=int(value)),))
        if verb in ("tongue", "main") and screen.subject:
            return Reply(screens=(screen.at("language" if verb == "tongue" else ""),))
        chosen: Language | None = next((each for each in languages if each == value), None)
        if verb == "write" and screen.step == "language" and chosen is not None:
            write_in(turn.desk, screen.subject, chosen)
            said = turn.words("words.written_in", language=languages[chosen])
            return Reply(screens=(screen.at(""),), toast=said)
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        if screen.step == "language":
            return _languages(turn)
        words, whom = turn.words, screen.subject
        known = scripts_of(turn, whom, occurrences_of(turn, whom) if whom else ())
        if not known:
            return Card(text=words("words.none"))
        asked = screen.draft.get("occasion")
        chosen = next((each for each in known if each.occasion == asked), known[0])
        others = [each for each in known if each is not chosen]
        pages = -(-len(others) // _OTHERS)
        page = min(screen.draft.get("page", 0), max(pages - 1, 0))
        shown = others[page * _OTHERS : (page + 1) * _OTHERS]
        return Card(
            text="\n".join(_head(turn, screen, chosen)),
            code=chosen.text,
            rows=(
                *rows(copying(words, "copy_words", chosen.text)),
                *in_rows(_other(turn, each) for each in shown),
                *rows(
                    [button(words, "further", f"page:{(page + 1) % pages}")] if pages > 1 else [],
                    [button(words, "tongue", "tongue")] if screen.subject else [],
                ),
            ),
            private=bool(screen.subject),
        )


def _languages(turn: Turn) -> Card:
    """In which language the texts to this customer come; that of the chat is chosen in the settings."""
    choices = [Button(text=name, action=f"write:{code}") for code, name in languages.items()]
    back = [button(turn.words, "back", "main")]
    return Card(text=turn.words("words.ask_language"), rows=rows(choices, back), private=True)


def _head(turn: Turn, screen: Screen, script: Script) -> list[str]:
    words, template = turn.words, script.template
    whose = words.name(turn.desk.customer(screen.subject)) if screen.subject else words("words.anybody")
    lines = [words("words.head", whose=whose, occasion=words(f"words.on.{template.occasion}"))]
    if not template.own:
        lines.append(words("words.built_in", version=template.version))
    else:
        key = "words.approved_until" if template.valid_until else "words.approved"
        until = words.dated(template.valid_until) if template.valid_until else ""
        lines.append(words(key, version=template.version, by=template.approved_by, day=until))
    return lines


def _other(turn: Turn, script: Script) -> Button:
    return Button(text=turn.words(f"words.on.{script.occasion}"), action=f"say:{script.occasion}")


def _last_card(turn: Turn) -> str:
    """The customer whose card was open last, a moment ago."""
    own = turn.desk.own.dialogues.values()
    shown = [each for each in own if each.conversation == "cu" and turn.desk.now - each.made < _FRESH]
    last = max(shown, key=lambda each: each.made, default=None)
    return last.subject if last is not None and last.subject in turn.desk.book.customers else ""
