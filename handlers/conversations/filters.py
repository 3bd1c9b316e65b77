"""筛选: the book by tier, segment, value and lifecycle, with how many there are of each."""

from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.filtering import BY, counts, said
from store.records import Refused

_SHOWN = 7


class Filters(Conversation):
    """Two taps: by what, and which; the list that follows is the one of /customers."""

    code = "fl"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(Screen(conversation="cs", book=screen.book),))
        if verb == "main":
            return Reply(screens=(screen.at(""),))
        if verb == "by" and value in BY:
            return Reply(screens=(screen.at("which", by=value),))
        if verb == "is" and value.isdecimal() and screen.step == "which":
            choices = list(counts(turn, screen.draft["by"]))
            if int(value) >= len(choices):
                raise Refused("outdated")
            draft = {"by": screen.draft["by"], "is": choices[int(value)]}
            return Reply(screens=(Screen(conversation="cs", book=screen.book, draft=draft),))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "which":
            by = screen.draft["by"]
            found = counts(turn, by)
            choices = [
                Button(text=f"{said(turn, by, value)} {count}", action=f"is:{place}")
                for place, (value, count) in enumerate(list(found.items())[:_SHOWN])
            ]
            text = words(f"filter.by_{by}") if choices else words("filter.none")
            return Card(
                text=text, rows=(*in_rows(choices, 2), (button(words, "back", "main"),)), private=True
            )
        ways = [button(words, f"by_{each}", f"by:{each}") for each in BY]
        back = (button(words, "back", "back"),)
        return Card(text=words("filter.ask"), rows=(*in_rows(ways, 2), back), private=True)
