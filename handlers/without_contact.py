"""The card of what was written down without a contact: a plan, a complaint, a piece of news, the money."""

from collections.abc import Sequence

import msgspec

from desk.dictation import Known, still_assumed
from desk.understanding import Understanding
from handlers.answer import Button, Card
from handlers.buttons import button, rows
from handlers.conversation import Screen, Turn
from handlers.facts import when_line
from handlers.writing import as_said
from scheduling.board import open_promises
from store.records import Complaint, ComplaintState, Customer, FollowUp, MaturityOutcome, Rendering

# So long may a promise be to be said in its own words.
_OWN_WORDS = 12


def planned(turn: Turn, screen: Screen, follow_up: FollowUp) -> Card:
    """「记下了：何女士 0003，明天 12:00 回电」: nothing has happened yet, no result is asked for."""
    heard = as_said(turn, screen)
    customer = turn.desk.customer(screen.subject)
    how = how_said(turn, heard, follow_up)
    first = turn.words("logged.planned", customer=customer, when=when_line(turn, follow_up), how=how)
    return _card(turn, screen, heard, [first, too_many_promises(turn)])


def too_many_promises(turn: Turn) -> str:
    """That more promises are open than the bank thinks one person keeps; empty where they are not."""
    count, most = len(open_promises(turn.desk.book)), turn.desk.rules.playbook.board.promises_most
    return turn.words("board.too_many", count=count, most=most) if count > most else ""


def told(turn: Turn, screen: Screen) -> Card:
    """What was told, in its own words, and what is to be done about it."""
    words, customer, heard = turn.words, turn.desk.customer(screen.subject), as_said(turn, screen)
    sort = screen.draft["told"]
    if sort == "complaint":
        complaint = turn.desk.book.get(Complaint, screen.draft["complaint"])
        kept = complaint_line(turn, complaint) if complaint else words("logged.complaint_gone")
        lines = [words("logged.noted", customer=customer), kept, words.aloud.note(heard.note)]
    elif sort == "money":
        lines = _money_lines(turn, screen, heard, customer)
    elif sort == "need":
        lines = [words("logged.noted", customer=customer), *need_lines(turn, heard.needs)]
    else:
        lines = [words("logged.noted", customer=customer), words.aloud.note(heard.note)]
    follow_up = turn.desk.book.get(FollowUp, screen.draft.get("promise_beside", ""))
    if follow_up is not None:
        how = how_said(turn, heard, follow_up)
        lines.append(words("logged.promise", when=when_line(turn, follow_up), how=how))
    return _card(turn, screen, heard, lines)


def _money_lines(turn: Turn, screen: Screen, heard: Understanding, customer: Customer) -> list[str]:
    """What became of the money; of a part how much went, and that the rest is taken to stay."""
    words, to = turn.words, heard.moved_to
    number = msgspec.convert(screen.draft["known"], Known).holding
    held = next((each for each in customer.holdings if each.number == number), None)
    went = heard.maturity_outcome in (MaturityOutcome.MOVED, MaturityOutcome.WITHDRAWN)
    if went and held is not None and held.kept and held.amount:
        aloud = words.aloud
        gone, kept = (aloud.money(fen, held.currency) for fen in (held.amount - held.kept, held.kept))
        said = words("logged.part_gone", customer=customer, gone=gone, kept=kept)
        return [" ".join(said.split(" ")), f"→ {words.note(to)}" if to else ""]
    key = "just.money_moved_to" if to else f"just.money_{heard.maturity_outcome}"
    return [words(key, customer=customer, to=words.note(to))]


def complaint_line(turn: Turn, complaint: Complaint) -> str:
    """「投诉：服务」, and how far it is by now."""
    words = turn.words
    key = "logged.complaint" if complaint.formal else "logged.grievance"
    said = words(key, category=words(f"category.{complaint.category}"))
    state = words(f"state.{complaint.state}")
    return said if complaint.state is ComplaintState.RECEIVED else words.listed((said, state))


def acknowledging(turn: Turn, number: str) -> list[Button]:
    """「已受理」 for a complaint that was just written down: whoever heard it has mostly told them so."""
    complaint = turn.desk.book.get(Complaint, number) if number else None
    if complaint is None or complaint.state is not ComplaintState.RECEIVED:
        return []
    return [button(turn.words, "to_acknowledged", "acknowledged")]


def need_lines(turn: Turn, needs: Sequence[str]) -> list[str]:
    """What the customer wants, said back whole just after it was told, so that a slip is seen."""
    words = turn.words
    return [
        words(f"need.{each}") if words.knows(f"need.{each}") else words.aloud.note(each) for each in needs
    ]


def how_said(turn: Turn, heard: Understanding, promised: FollowUp) -> str:
    """What was promised: in its own words where they are short and of that kind, else by the kind's name."""
    said, words = heard.follow_up, turn.words
    own = said is not None and said.how is promised.how and 2 <= len(said.what) <= _OWN_WORDS
    if said is not None and own and words.rendering is not Rendering.REFERENCE:
        return said.what
    return words(f"promise.{promised.how}")


def _card(turn: Turn, screen: Screen, heard: Understanding, lines: list[str]) -> Card:
    words = turn.words
    assumed = still_assumed(heard, msgspec.convert(screen.draft["known"], Known))
    lines += [words(f"assumed.{each}") for each in assumed if words.knows(f"assumed.{each}")]
    lines = [line for line in lines if line]
    names = ("undo", "change", "card")
    if screen.step == "change":
        lines += ["", words("logged.change")]
        names = ("undo", "back", "card")
    quick = acknowledging(turn, screen.draft.get("complaint", "")) if screen.step != "change" else []
    first = [button(words, name, name) for name in names]
    return Card(text="\n".join(lines), rows=rows(first, quick), private=True)
