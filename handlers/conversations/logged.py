"""What was written down, with a way back and the questions that are still open."""

from typing import Any

from desk.complaints import advance
from desk.log import happened_on
from desk.maturities import asked_at, maturing, settle_money
from desk.promises import follow_up, move
from desk.satisfaction import to_ask
from desk.understanding import Correction
from desk.undo import recalled, remembered, undo, undone
from handlers.answer import Card, Rows
from handlers.asking_back import outcome_word, outcomes_of
from handlers.buttons import button, in_rows, rows
from handlers.conversation import A_LINE, KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import occurrences_of, when_line
from handlers.scripts import sms_button
from handlers.times import chosen
from handlers.typed_answers import button_said
from handlers.walk import card_of
from handlers.without_contact import (
    acknowledging,
    complaint_line,
    how_said,
    need_lines,
    planned,
    told,
    too_many_promises,
)
from handlers.writing import as_said, changed, corrected
from store.records import ComplaintState, Contact, Customer, FollowUp, MaturityOutcome, Outcome, Refused

_QUICK = (MaturityOutcome.RENEWED, MaturityOutcome.MOVED)


class Logged(Conversation):
    """Says who, what and when; one tap takes it back or changes it."""

    code = "lg"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen, card_of(screen.subject)))
        if screen.step in ("undone", "changed"):
            raise Refused("outdated")
        if action == "ask_settled":
            return Reply(screens=(screen, card_of(screen.subject, book=screen.book).to("pf", "rate")))
        if action == "undo":
            changes = recalled(screen.draft["undo"])
            undo(turn.desk, changes)
            gone = screen.at("undone", gone=undone(changes))
            return Reply(screens=(gone,), toast=turn.words("undo.done"))
        if action == "change":
            return Reply(screens=(screen.at("change").waiting(),))
        if action == "back":
            return Reply(screens=(screen.at(""),))
        if action == "try_tomorrow" and screen.draft.get("retry"):
            to = chosen("tomorrow", turn.desk)
            move(turn.desk, follow_up(turn.desk, screen.draft["retry"]), to)
            return Reply(screens=(screen.at("", undo=_more_to_undo(turn, screen), moved=True),))
        if action == "acknowledged":
            advance(turn.desk, _complaint_of(turn, screen), ComplaintState.ACKNOWLEDGED)
            return Reply(screens=(screen.at("", undo=_more_to_undo(turn, screen)),))
        if action in set(MaturityOutcome):
            return self._money(turn, screen, MaturityOutcome(action))
        if action in set(Outcome):
            return Reply(screens=(corrected(turn, screen, Correction(kind="outcome", value=action)),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """What the entry should say instead: 「没接」, 「明天下午4点」; else a line of its own."""
        tapped = button_said(self.show(turn, screen), said)
        if tapped in set(Outcome):
            return Reply(screens=(changed(turn, screen, Correction(kind="outcome", value=tapped)),))
        heard = turn.understood(said)
        if screen.step == "change" and heard.correction is None:
            heard = turn.understood(f"改成{said.strip()}")
        if screen.step != "change" or heard.correction is None:
            return A_LINE
        return Reply(screens=(changed(turn, screen, heard.correction),))

    def _money(self, turn: Turn, screen: Screen, outcome: MaturityOutcome) -> Reply:
        customer = turn.desk.customer(screen.subject)
        for holding in maturing(customer, turn.desk.rules, turn.desk.today)[:1]:
            settle_money(turn.desk, customer, holding.number, outcome)
        return Reply(screens=(screen.at("", undo=_more_to_undo(turn, screen)),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step in ("undone", "changed"):
            return _gone(turn, screen)
        follow_up = turn.desk.book.get(FollowUp, screen.draft.get("promise", ""))
        if follow_up is not None:
            return planned(turn, screen, follow_up)
        if "told" in screen.draft and screen.subject in turn.desk.book.customers:
            return told(turn, screen)
        contact = turn.desk.book.get(Contact, screen.draft.get("contact", ""))
        if contact is None:
            return _gone(turn, screen)
        customer = turn.desk.customer(screen.subject)
        lines = said_lines(turn, screen, contact, customer)
        if screen.step == "change":
            lines += ["", words("logged.change")]
        return Card(text="\n".join(lines), rows=_rows(turn, screen, contact, customer), private=True)


def _complaint_of(turn: Turn, screen: Screen) -> str:
    """The complaint that the entry wrote down."""
    contact = turn.desk.book.get(Contact, screen.draft.get("contact", ""))
    return screen.draft.get("complaint") or (contact.complaint if contact else "")


def _more_to_undo(turn: Turn, screen: Screen) -> list[dict[str, Any]]:
    return [*screen.draft["undo"], *remembered(turn.desk.changes)]


def _gone(turn: Turn, screen: Screen) -> Card:
    """What was taken back, and of whom, so that nobody wonders which entry it was."""
    words, customer = turn.words, turn.desk.book.customers.get(screen.subject)
    lines = [words("logged.changed" if screen.step == "changed" else "logged.undone")]
    gone: list[str] = screen.draft.get("gone", []) if screen.step == "undone" else []
    if gone and customer is not None:
        what = words.listed(words(each) for each in gone)
        lines.append(words("logged.undone_of", customer=customer, what=what))
    # A customer who came with the line has gone with it.
    there = [button(words, "card", "card")] if customer is not None else []
    return Card(text="\n".join(lines), rows=rows(there), private=bool(lines[1:]))


def _rows(turn: Turn, screen: Screen, contact: Contact, customer: Customer) -> Rows:
    words = turn.words
    if screen.step == "change":
        others = [each for each in outcomes_of(contact.kind) if each != contact.outcome]
        back = button(words, "back", "back")
        return (
            *in_rows(button(words, outcome_word(contact.kind, each), each) for each in others),
            (button(words, "undo", "undo"), back),
        )
    due = maturing(customer, turn.desk.rules, turn.desk.today)
    quick = acknowledging(turn, contact.complaint)
    quick += [button(words, f"money_{each}", each) for each in _QUICK] if due else []
    if contact.outcome is Outcome.NO_ANSWER:
        again = turn.desk.book.get(FollowUp, screen.draft.get("retry", ""))
        open_still = again is not None and again.open and not screen.draft.get("moved")
        tomorrow = [button(words, "try_tomorrow", "try_tomorrow")] if open_still else []
        quick = [*tomorrow, *sms_button(turn, customer.id, occurrences_of(turn, customer.id)), *quick]
    elif to_ask(turn.desk.book, customer.id, turn.desk.now):
        quick.append(button(words, "ask_settled", "ask_settled"))
    return rows([button(words, name, name) for name in ("undo", "change", "card")], *in_rows(quick, 2))


def said_lines(turn: Turn, screen: Screen, contact: Contact, customer: Customer) -> list[str]:
    """「记好了：张先生 0001，面访，今天 10:20」 and what follows from it."""
    words = turn.words
    lines = [
        words(
            "logged.done",
            customer=customer,
            kind=words(f"kind.{contact.kind}"),
            outcome=words(f"outcome.{contact.outcome}"),
            moment=happened_on(contact, turn.actor.zone),
        )
    ]
    # What was said just now is said back whole; what the bank knows waits for a tap.
    lines += need_lines(turn, contact.needs)
    lines += [
        amount
        for each in contact.amounts
        # The need says it already, in the customer's own words.
        if not (contact.needs and each.meaning == "wants")
        if (amount := _amount(turn, each.fen, each.currency, each.meaning))
    ]
    lines += _promises(turn, screen, contact, customer)
    complaint = turn.desk.book.complaints.get(contact.complaint)
    if complaint is not None:
        lines.append(complaint_line(turn, complaint))
    lines += [words(f"assumed.{each}") for each in contact.assumed if words.knows(f"assumed.{each}")]
    lines += _money_lines(turn, contact, customer)
    return [line for line in lines if line]


def _money_lines(turn: Turn, contact: Contact, customer: Customer) -> list[str]:
    """Where the money went if that was said just now, and what is still to be asked."""
    words, rules = turn.words, turn.desk.rules
    lines = [
        words("logged.moved_to", to=words.note(held.outcome_to))
        for held in customer.holdings
        if held.outcome_to and held.outcome_on == turn.desk.today and held.outcome_to in contact.note
    ]
    for held in maturing(customer, rules, turn.desk.today)[:1]:
        key = "maturing_rest" if held.outcome is MaturityOutcome.PARTLY else "maturing_open"
        at = asked_at(customer, held, rules, turn.desk.local)
        if at is not None and key == "maturing_open":
            key = "maturing"
        said = words(f"logged.{key}", amount=words.money(held.open_amount, held.currency), at=at or "")
        lines.append(" ".join(said.split()).replace(" ，", "，").replace(" ,", ","))
    return lines


def _amount(turn: Turn, fen: int, currency: str, meaning: str) -> str:
    said = turn.words.aloud.money(fen, currency)
    return turn.words(f"amount.{meaning or 'spoken'}", amount=said) if said else ""


def _promises(turn: Turn, screen: Screen, contact: Contact, customer: Customer) -> list[str]:
    book, words = turn.desk.book, turn.words
    made = [each for each in book.follow_ups.values() if each.id == contact.follow_up]
    again = book.follow_ups.get(screen.draft.get("retry", ""))
    retries = [again] if again is not None and again.open else []
    lines: list[str] = []
    if made:
        heard = as_said(turn, screen)
        lines += [
            words("logged.promise", when=when_line(turn, each), how=how_said(turn, heard, each))
            for each in made
        ]
        lines.append(too_many_promises(turn))
    lines += [words("logged.retry", count=each.retry, when=when_line(turn, each)) for each in retries]
    last = customer.tried_at == contact.at  # nothing follows from a try that another one has followed
    if contact.outcome is Outcome.NO_ANSWER and last and not retries and not made:
        lines.append(words("logged.enough"))
    return lines
