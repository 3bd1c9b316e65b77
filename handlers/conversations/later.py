"""Put off: a promise to another time, or today's reminder for a while."""

from datetime import datetime, time

from desk.dictation import Known
from desk.promises import Promise, follow_up, move, promise
from desk.settle import snooze
from handlers.answer import Card
from handlers.buttons import button, in_rows
from handlers.conversation import A_LINE, KEEPERS, Conversation, Reply, Screen, Turn
from handlers.facts import occurrences_of
from handlers.open_things import is_open, promise_of
from handlers.times import CHOICES, chosen
from handlers.typed_answers import answered, button_said, not_a_day
from handlers.walk import after
from scheduling.kinds.follow_up import due_of
from store.records import Kind, Refused


class Later(Conversation):
    """A row of times; one tap and it is moved."""

    code = "la"
    roles = KEEPERS

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        if action == "card":
            return Reply(screens=(screen.to("cu"),))
        until = chosen(action, turn.desk, _stands(turn, screen))
        just = _put_off(turn, screen, until)
        done = after(screen, just, turn.desk.changes, moment=until.isoformat())
        return Reply(screens=(done,))

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """Another time in words; what is no time is a line of its own."""
        tapped = button_said(self.show(turn, screen), said)
        if tapped:
            return self.press(turn, screen, tapped)
        wrong = not_a_day(turn, said)
        if wrong:
            raise Refused("follow_up.no_day", said=wrong)
        known = answered(turn, "when", said, Known(customer=screen.subject))
        if known is None or known.promised_day is None:
            return A_LINE
        at = known.promised_at or turn.desk.rules.playbook.retry.next_day_at
        until = datetime.combine(known.promised_day, at, turn.desk.local.tzinfo)
        if until <= turn.desk.local:
            raise Refused("follow_up.past")
        how = _how(turn, said)
        just = _put_off(turn, screen, until, how)
        return Reply(screens=(after(screen, just, turn.desk.changes, moment=until.isoformat()),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        choices = in_rows((button(words, f"later_{name}", name) for name in CHOICES), 2)
        back = (button(words, "back", "card"),)
        open_still = is_open(turn, screen, occurrences_of(turn, screen.subject))
        text = words("later.ask" if open_still else "later.ask_new", customer=customer)
        return Card(text=text, rows=(*choices, back), private=True)


def _stands(turn: Turn, screen: Screen) -> datetime | None:
    """The latest time that anything about the customer stands at; None where nothing has a time."""
    today = occurrences_of(turn, screen.subject)
    promised = promise_of(turn, screen, today)
    if promised is not None:
        return due_of(promised)
    zone = turn.desk.local.tzinfo
    timed = [each for each in today if each.at is not None]
    return max((datetime.combine(each.day, each.at or time(), zone) for each in timed), default=None)


def _how(turn: Turn, said: str) -> Kind:
    """「周五下午3点来网点」 is no call."""
    heard = turn.understood(said)
    return heard.follow_up.how if heard.follow_up else Kind.CALL


def _put_off(turn: Turn, screen: Screen, until: datetime, how: Kind = Kind.CALL) -> str:
    """Moves what is open to `until` (local); where nothing is, it is a new appointment. What was done."""
    desk, today = turn.desk, occurrences_of(turn, screen.subject)
    promised = promise_of(turn, screen, today)
    occurrences = () if promised else today
    if promised is not None:
        move(desk, promised, until)
    for occurrence in occurrences:
        if occurrence.kind == "follow_up":
            move(desk, follow_up(desk, occurrence.subject), until)
        else:
            snooze(desk, occurrence.key, screen.subject, until)
    if promised is not None or occurrences:
        return "just.later"
    desk.customer(screen.subject)
    promise(desk, screen.subject, Promise(day=until.date(), at=until.time().replace(tzinfo=None), how=how))
    return "just.next_time"
