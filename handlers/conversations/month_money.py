"""本月进出: what came and went this month, for a head by manager, for a manager of the own book."""

from typing import ClassVar

from handlers.answer import Card
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.month_lines import by_manager, month_lines
from scheduling.month import month_of


class MonthMoney(Conversation):
    """The same lines as on the head's page and in the evening, at any hour."""

    code = "mm"
    plain: ClassVar[tuple[str, ...]] = (
        *("本月进出", "本月進出", "这个月进出", "這個月進出", "本月进出账", "进出", "進出", "进出多少"),
        *("本月留存", "本月流入流出", "本月净流入", "money this month", "this month's money", "in and out"),
    )
    roles = KEEPERS
    needs_team = True

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="mm"),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        del screen
        words, today = turn.words, turn.desk.today
        month = month_of(turn.team, today, turn.desk.rules.playbook.new_account.batch_from)
        lines = [*month_lines(words, month), *by_manager(words, turn.team, today)]
        return Card(text="\n".join(lines) or words("month.nothing"))
