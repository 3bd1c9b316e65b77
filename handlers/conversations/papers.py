"""问卷和对账小结: a sheet to print and a statement to copy, both headed 「非正式，仅供沟通」."""

from handlers.answer import Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.sheet import question_sheet, statement
from store.records import Refused


class Papers(Conversation):
    """The sheet names nobody; the statement says what the list says, and its day."""

    code = "pp"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "back":
            return Reply(screens=(screen.to("pf", "others"),))
        if action in ("sheet", "statement"):
            paper = Screen(
                conversation="pp",
                step=action,
                subject=screen.subject if action == "statement" else "",
                book=screen.book,
            )
            return Reply(screens=(screen, paper))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "sheet":
            name = f"{words('sheet.file')}.html"
            body = question_sheet(words, turn.actor).encode()
            return Card(text=words("sheet.here"), file_name=name, file_body=body)
        customer = turn.desk.customer(screen.subject)
        if screen.step == "statement":
            # Copied for the customer, so it is neither protected nor addressed to the manager.
            return Card(text=words("sheet.copy"), code=statement(turn, customer))
        choices = in_rows([button(words, "sheet", "sheet"), button(words, "statement", "statement")], 2)
        text = words("sheet.ask", customer=customer)
        return Card(text=text, rows=(*choices, (button(words, "back", "back"),)), private=True)
