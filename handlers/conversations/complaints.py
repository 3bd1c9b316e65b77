"""/complaints: what customers were not content with, and the clocks that run (DOMAIN 6)."""

from zoneinfo import ZoneInfo

from desk.complaints import Grievance, advance, complain, next_states, resolve, severity
from desk.satisfaction import unrated
from desk.understanding import mask_numbers
from desk.undo import recalled, remembered, undo
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows, rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.heard import Heard
from handlers.walk import card_of
from scheduling.book_state import standing_at
from scheduling.complaint_clocks import running_clocks
from store.records import Complaint, ComplaintState, Person, Refused, Severity

_SHOWN = 6
_LONGEST = 1000


class Complaints(Conversation):
    """A list of the open ones; each with its deadline, its state and the next step."""

    code = "cp"
    commands = ("complaints",)
    plain = ("投诉", "投訴", "complaints")
    roles = KEEPERS
    needs_team = True

    def wants(self, actor: Person, screen: Screen | None, heard: Heard) -> tuple[str, ...]:
        del actor
        asked = heard.text.partition(".of:")[2] if heard.kind == "press" else ""
        return (asked,) if asked else (screen.book,) if screen and screen.book else ()

    def open(self, turn: Turn, heard: Heard) -> Reply:
        del turn, heard
        return Reply(screens=(Screen(conversation="cp", step="list"),))

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "card":
            return Reply(screens=(card_of(screen.subject, book=screen.book),))
        if verb == "list":
            return Reply(screens=(Screen(conversation="cp", step="list"),))
        if verb == "of" and value in turn.desk.books:
            turn.desk.books.audit(turn.actor.id, "look", value, partition=value)
            return Reply(screens=(Screen(conversation="cp", step="list", book=value),))
        if verb == "open":
            opened = self._of(turn, screen, value)
            if screen.book:
                turn.desk.audit("look", opened.subject)
            return Reply(screens=(opened,))
        if verb == "to" and value in set(ComplaintState):
            moved = advance(turn.desk, screen.draft["complaint"], ComplaintState(value))
            return Reply(screens=(screen.at("one", complaint=moved.id, undo=remembered(turn.desk.changes)),))
        if verb == "judge" and value in set(Severity):
            severity(turn.desk, screen.draft["complaint"], Severity(value))
            return Reply(screens=(screen.at("one"),))
        if verb in ("resolve", "one"):
            return Reply(screens=(screen.at(verb).waiting(verb == "resolve"),))
        if verb == "rate":
            return Reply(screens=(screen.to("pf", "rate"),))
        if verb == "undo" and "undo" in screen.draft:
            undo(turn.desk, recalled(screen.draft["undo"]))
            return Reply(
                screens=(self._of(turn, screen, screen.draft["complaint"]),), toast=turn.words("undo.done")
            )
        if verb == "new":
            return Reply(screens=(screen, screen.at("said").waiting()))
        raise Refused("outdated")

    def _of(self, turn: Turn, screen: Screen, number: str) -> Screen:
        complaint = turn.desk.book.get(Complaint, number)
        if complaint is None:
            raise Refused("complaint.gone")
        return Screen(
            conversation="cp",
            step="one",
            subject=complaint.customer,
            book=screen.book,
            draft={"complaint": number},
        )

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """What the customer said, written down as a complaint; or what was done about it."""
        if screen.step == "resolve":
            resolved = resolve(turn.desk, screen.draft["complaint"], said)
            draft = {"complaint": resolved.id, "undo": remembered(turn.desk.changes)}
            return Reply(screens=(screen.at("one", **draft),))
        made = complain(turn.desk, screen.subject, _grievance(turn, said))
        draft = {"complaint": made.id, "undo": remembered(turn.desk.changes)}
        return Reply(screens=(Screen(conversation="cp", step="one", subject=screen.subject, draft=draft),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        if screen.step == "said":
            return Card(
                text=words("complaint.ask", customer=turn.desk.customer(screen.subject)), private=True
            )
        if screen.step == "resolve":
            text = words("complaint.resolve", customer=turn.desk.customer(screen.subject))
            return Card(text=text, rows=((button(words, "back", "one"),),), private=True)
        if screen.step == "one":
            return self._one(turn, screen)
        if screen.subject and screen.step != "list":
            open_ones = [each for each in _open(turn) if each.customer == screen.subject]
            first = [Button(text=_label(turn, each), action=f"open:{each.id}") for each in open_ones[:_SHOWN]]
            last = [button(words, "new_complaint", "new"), button(words, "back", "card")]
            return Card(
                text=words("complaint.of", customer=turn.desk.customer(screen.subject)),
                rows=(*((each,) for each in first), *rows(last)),
                private=True,
            )
        open_ones = _open(turn)
        team = () if screen.book else _of_team(turn)
        if not open_ones:
            names = words.listed(each.text for each in team)
            text = words("complaint.of_team", names=names) if team else words("complaint.none")
            return Card(text=text, rows=tuple((each,) for each in team[:_SHOWN]), private=bool(team))
        lines = tuple(
            (Button(text=_label(turn, each), action=f"open:{each.id}"),) for each in open_ones[:_SHOWN]
        )
        lines += tuple((each,) for each in team[: 2 if lines else _SHOWN])
        return Card(text=words.many("complaint.count", len(open_ones)), rows=lines, private=True)

    def _one(self, turn: Turn, screen: Screen) -> Card:
        words = turn.words
        complaint = turn.desk.book.get(Complaint, screen.draft["complaint"])
        if complaint is None:
            return Card(text=words("complaint.gone"))
        customer = turn.desk.customer(complaint.customer)
        lines = [
            words(
                "complaint.head",
                customer=customer,
                category=words(f"category.{complaint.category}"),
                state=words(f"state.{complaint.state}"),
            ),
            words.note(complaint.said),
            words("complaint.received", moment=complaint.received_at),
        ]
        zone = ZoneInfo(turn.actor.zone)
        lines += [
            words(f"complaint.due_{clock.name}", moment=clock.due.astimezone(zone))
            for clock in running_clocks(complaint, turn.desk.rules, turn.actor.zone)
        ]
        if complaint.resolution:
            lines.append(words("complaint.resolution", what=words.note(complaint.resolution)))
        begun = complaint.state is not ComplaintState.RECEIVED
        steps = [button(words, f"to_{each}", f"to:{each}") for each in next_states(complaint)]
        graver = (
            [button(words, "graver", f"judge:{Severity.HIGH}")] if complaint.severity is Severity.LOW else []
        )
        last = [
            *([button(words, "ask_settled", "rate")] if _is_unrated(turn, complaint) else []),
            *([button(words, "undo", "undo")] if "undo" in screen.draft else []),
            *([button(words, "resolve", "resolve")] if begun else []),
            button(words, "card", "card"),
        ]
        return Card(
            text="\n".join(line for line in lines if line),
            rows=(*in_rows([*steps, *graver], 2), *rows(last)),
            private=True,
        )


def _grievance(turn: Turn, said: str) -> Grievance:
    """A formal complaint in the customer's words, sorted as far as they say what it is about."""
    words = mask_numbers(said.strip())[:_LONGEST]
    heard = turn.understood(words).complaint
    if heard is None:
        return Grievance(said=words, formal=True)
    return Grievance(said=words, formal=True, category=heard.category, severity=Severity(heard.severity))


def _is_unrated(turn: Turn, complaint: Complaint) -> bool:
    """Whether it is the one whose customer is asked next how content they are."""
    asked = unrated(turn.desk.book, complaint.customer, turn.desk.now)
    return asked is not None and asked.id == complaint.id


def _open(turn: Turn) -> list[Complaint]:
    book = turn.desk.book
    mine = (each for each in book.complaints.values() if each.open and each.customer in book.customers)
    return sorted(mine, key=lambda each: each.received_at)


def _of_team(turn: Turn) -> tuple[Button, ...]:
    """Who else of the branch has complaints open, each a way in; only a head has a team."""
    desk = turn.desk
    standings = (standing_at(each, desk.today, desk.now) for each in turn.team)
    return tuple(
        Button(
            text=turn.words("complaint.of_one", name=each.summary.person, count=each.open_complaints),
            action=f"of:{each.summary.book}",
        )
        for each in standings
        if each.open_complaints and each.summary.book != f"book:{turn.actor.id}"
    )


def _label(turn: Turn, complaint: Complaint) -> str:
    name = turn.words.button(turn.desk.book.customers[complaint.customer])
    return (
        f"{name} · {turn.words(f'category.{complaint.category}')} · {turn.words(f'state.{complaint.state}')}"
    )
