"""The wrap-up at the end of the day, and the report that nobody types a second time."""

from desk.handle import handled
from desk.report import crm_rows, daily_report
from handlers.answer import Card
from handlers.buttons import button, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.entries import entry_buttons
from handlers.heard import Heard
from handlers.month_lines import retention_line
from handlers.walk import begin, card_of
from scheduling.digest import WrapUp, wrapup
from scheduling.month import month_of_book
from store.records import Refused

_SHOWN = 6


class Evening(Conversation):
    """Done, not done, drafts, tomorrow's number; 复制日报 and 复制到CRM."""

    code = "ev"
    commands = ("wrapup",)
    plain = ("收工", "下班", "日报", "日報", "wrap up")
    roles = KEEPERS

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="ev"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "open":
            return Reply(screens=(screen, card_of(handled(turn.desk.book, value).id)))
        if verb in ("report", "crm"):
            return Reply(screens=(screen, screen.at(verb)))
        if verb in ("undone", "main"):
            return Reply(screens=(screen.at("" if verb == "main" else verb),))
        if verb == "drafts":
            return Reply(screens=(screen, Screen(conversation="dr")))
        if verb == "walk":
            notice = wrapup(turn.desk.book, turn.desk.rules, turn.desk.now)
            first = begin([each.customer.id for each in notice.not_done])
            return Reply(screens=(first or screen,))
        raise Refused("outdated")

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        notice = wrapup(turn.desk.book, turn.desk.rules, turn.desk.now)
        if screen.step == "report":
            return Card(text=words("evening.report"), code=daily_report(notice, words.aloud), private=False)
        if screen.step == "crm":
            return Card(text=words("evening.crm"), code=crm_rows(notice, words.aloud), private=False)
        if screen.step == "undone":
            back = rows([button(words, "walk", "walk"), button(words, "back", "main")])
            text = words.many("evening.undone", len(notice.not_done))
            return Card(text=text, rows=(*entry_buttons(turn, notice.not_done[:_SHOWN]), *back), private=True)
        return evening_card(turn, notice)


def evening_card(turn: Turn, notice: WrapUp) -> Card:
    """The message of an evening."""
    words = turn.words
    open_ones = [words.many("evening.drafts", len(notice.drafts))] if notice.drafts else []
    open_ones += [words.many("evening.not_done", len(notice.not_done))] if notice.not_done else []
    lines = [words("evening.open", open=words.listed(open_ones)) if open_ones else words("evening.all_done")]
    done = [words(f"done.{name}", count=count) for name, count in notice.outcomes.items()]
    done += [words("done.visits", count=notice.visits)] if notice.visits else []
    done += [words("done.needs", count=notice.needs)] if notice.needs else []
    lines.append(words.listed(done) or words("evening.none"))
    month = retention_line(words, month_of_book(turn.desk.book, turn.desk.rules, notice.day))
    lines += [month] if month else []
    lines.append(words("evening.next", day=notice.next_day, count=notice.next_entries))
    first = [button(words, "see_drafts", "drafts")] if notice.drafts else []
    first += [button(words, "see_not_done", "undone")] if notice.not_done else []
    told = notice.report or notice.voiced
    second = [button(words, "copy_report", "report"), button(words, "copy_crm", "crm")] if told else []
    # Private from the start: the same message shows names after a tap.
    return Card(text="\n".join(lines), rows=rows(first, second), private=True)
