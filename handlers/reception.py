"""Takes what was heard to its conversation, inside one unit of work, and keeps the answer with the effect."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.join import join
from desk.office import Office
from desk.sitting import Sitting
from desk.understanding import People
from handlers.answer import Answer, Card, Delete, Leave, Send, Toast, encode, read_callback
from handlers.buttons import AMOUNTS
from handlers.conversation import Conversation, Outside, Reply, Screen, Turn
from handlers.covering import at_whose, covered, named_elsewhere, stays_there
from handlers.drawing import Drawing, screen_of
from handlers.heard import Heard
from handlers.templates import Template
from handlers.typed_answers import is_line
from handlers.whom import card_named
from handlers.words import Words
from scheduling.cover import covered_by, stands_in
from scheduling.reach import lost, returned
from store.books import Book, Books
from store.ledger import State
from store.records import Dialogue, Person, Refused, Rendering, Role
from store.records import replace as changed
from store.scope import Scope

FREE_TEXT = "ln"
WELCOME = "st"
NAMESAKE = "nk"
# Half an hour after a question nobody thinks of it any more.
WAITS = timedelta(minutes=30)
# Sooner than this nobody has read whose card it is now.
HURRY = timedelta(seconds=1.5)


Stands = Dialogue | Refused | None


@dataclass(frozen=True, kw_only=True)
class Reception:
    """The one way from a chat to the desk: who is it, what may they, what did they mean."""

    office: Office
    drawing: Drawing
    rendering: Rendering
    people: Callable[[Book], People]
    outside: Outside
    templates: Callable[[date], Sequence[Template]]

    @property
    def conversations(self) -> Mapping[str, Conversation]:
        return self.drawing.conversations

    async def hear(self, heard: Heard, code: str = "") -> Answer:
        """The answer to one update; whatever it changes is durable when this returns."""
        if not heard.private:
            return () if heard.kind == "blocked" else (Leave(),)
        actor, stands = await self._met(heard, code)
        if heard.kind in ("blocked", "back"):
            await self._standing(actor, there=heard.kind == "back")
            return ()
        if actor is None:
            return await self._stranger(heard)
        await self._standing(actor, there=True)
        try:
            return await self._turn(actor, heard, code, stands)
        except Refused as refused:
            return _refusal(self.words(actor, self.office.clock.now()), heard, refused)

    def words(self, actor: Person, now: datetime) -> Words:
        """How this person is spoken to, now."""
        return Words(
            language=actor.language,
            rendering=actor.rendering or self.rendering,
            now=now.astimezone(ZoneInfo(actor.zone)),
        )

    async def _met(self, heard: Heard, code: str) -> tuple[Person | None, Stands]:
        """Who it is, and the dialogue that they mean, in one look; nobody who has left."""

        def look(own: Book) -> tuple[Person | None, Stands]:
            return (None, None) if own.owner.left else (own.owner, self._stands(own, heard, code))

        found = await self.office.store.read_placed(Scope.bank(), "telegram", str(heard.user), look)
        return found or (None, None)

    async def _standing(self, actor: Person | None, *, there: bool) -> None:
        """Whoever says anything can be reached again; whoever has stopped the bot is not tried in vain."""
        if actor is None or there is (actor.unreachable is None):
            return
        own, now = f"book:{actor.id}", self.office.clock.now()
        change = self.office.store.change
        if there:
            await change(Scope.bank(), (own,), lambda books: returned(books, own), now=now)
        else:
            await change(Scope.bank(), (own,), lambda books: lost(books, own, now), now=now)

    async def _stranger(self, heard: Heard) -> Answer:
        code = heard.text.partition(" ")[2].strip() if heard.kind == "command" else ""
        actor = await join(self.office, telegram=heard.user, code=code) if code else None
        if actor is not None:
            return await self._turn(actor, replace(heard, text="/start"), WELCOME, None)
        language = "en" if heard.language and not heard.language.startswith("zh") else self.office.language
        now = self.office.clock.now().astimezone(ZoneInfo(self.office.zone))
        words = Words(language=language, rendering=Rendering.REFERENCE, now=now)
        return _refusal(words, heard, Refused("stranger"))

    async def _turn(self, actor: Person, heard: Heard, code: str, stands: Stands) -> Answer:
        if isinstance(stands, Refused):
            raise stands
        own = f"book:{actor.id}"
        conversation = self.conversations[stands.conversation if stands else code or FREE_TEXT]
        if actor.role not in conversation.roles:
            raise Refused("no_lines" if conversation.code == FREE_TEXT else "not_for_you")
        subject = await self._replied(heard)
        screen = screen_of(stands) if stands else None
        facts = await conversation.fetch(self.outside, actor, heard, screen)
        team = await self.office.team(actor) if conversation.needs_team else facts.get("team", ())
        now, beside = self.office.clock.now(), facts.get("beside", ())
        covered = covered_by(actor, now)
        scope = self.office.scope(actor, beside=(*beside, *covered))
        wanted = (own, *conversation.wants(actor, screen, heard), *facts.get("opens", ()), *beside)
        if heard.kind in ("text", "command"):
            wanted += covered

        def decide(books: Books) -> Answer:
            mine = books[own]
            if mine.owner.left is not None or mine.owner.telegram != heard.user:
                raise Refused("stranger")  # left while this update waited
            book = _opened(books, mine, screen, now)
            rules = self.office.rules()
            desk = Sitting(
                actor=mine.owner, book=book, books=books, rules=rules, now=now, new_id=self.office.new_id
            )
            turn = Turn(
                desk=desk,
                words=self.words(desk.actor, now),
                index=self.people,
                team=team,
                subject=subject,
                facts=facts,
                templates=self.templates,
            )
            self._seen(books, mine, heard)
            answer = self._answer(
                turn, mine, heard, conversation, mine.get(Dialogue, stands.id) if stands else None
            )
            books.answered(heard.update, encode(answer))
            return answer

        return await self.office.store.change(scope, tuple(dict.fromkeys(wanted)), decide, now=now)

    def _stands(self, book: Book, heard: Heard, code: str) -> Stands:
        """The dialogue that was pressed, or the newest one that waits for words; a refusal of an old one."""
        now = self.office.clock.now()
        if heard.kind == "press":
            parts = read_callback(heard.text)
            stands = book.get(Dialogue, parts[0]) if parts else None
            if stands is None or stands.expires <= now:
                return Refused("outdated")
            return stands
        if heard.kind != "text" or heard.reply_to is not None:
            return None
        keeps = book.owner.role is not Role.MANAGER
        there = ("", book.id, *covered_by(book.owner, now))
        waiting = (
            each for each in waiting_in(book) if now - each.made < WAITS and (keeps or each.book in there)
        )
        newest = max(waiting, key=lambda each: each.made, default=None)
        if newest is None or code in ("", FREE_TEXT):
            return newest
        # Plain words begin a conversation of their own, unless they are what was just asked for.
        asked = self.conversations.get(newest.conversation)
        return newest if asked and asked.asks_for(newest.step, heard.text) else None

    async def _replied(self, heard: Heard) -> str:
        if heard.reply_to is None:
            return ""
        message = await self.office.store.messages.find(heard.chat, heard.reply_to)
        if message is not None or not heard.reply_token:
            return message.subject if message else ""
        # A message of which we never learned that it arrived: its buttons say whose it is.
        partition = await self.office.store.place("telegram", str(heard.user))
        if partition is None:
            return ""
        stands = await self.office.store.read(
            Scope.bank(), (partition,), lambda books: books[partition].get(Dialogue, heard.reply_token)
        )
        return stands.subject if stands else ""

    def _seen(self, books: Books, own: Book, heard: Heard) -> None:
        """A tap on a reminder or a reply to it proves that it arrived, and is the honest "seen"."""
        parts = read_callback(heard.text) if heard.kind == "press" else None
        token = parts[0] if parts else heard.reply_token
        stands = own.get(Dialogue, token) if token else None
        for key in stands.draft.get("keys", ()) if stands else ():
            books.ledger.settle(key, State.SEEN, books.now)

    def _answer(
        self, turn: Turn, own: Book, heard: Heard, conversation: Conversation, stands: Dialogue | None
    ) -> Answer:
        if stands is None:
            asked = self._asked(turn, heard) if conversation.code == FREE_TEXT else None
            if asked is None:
                turn = at_whose(turn, heard.text) if conversation.code == FREE_TEXT else turn
            reply = asked or conversation.open(turn, heard)
            _wait_no_longer(own)
            return self._said(turn, own, heard, reply, None)
        screen = screen_of(stands)
        if heard.kind == "text":
            own.put(changed(stands, awaits_text=False))
            _wait_no_longer(own)
            turn, reply = self._typed(turn, own, heard, conversation, screen)
            return self._said(self._fresh(turn, own), own, heard, reply, None)
        _wait_no_longer(own)
        parts = read_callback(heard.text)
        if parts is None or parts[1] != stands.version:
            # A second tap, or an old button: nothing is done again, the newest card is shown.
            return self._said(turn, own, heard, Reply(screens=(screen,)), stands)
        if parts[2] == AMOUNTS:
            return self._said(turn, own, heard, Reply(screens=(screen,)), stands)
        if turn.desk.now - stands.made < HURRY and conversation.hurried(screen, parts[2]):
            return (Toast(turn.words("hurried")),)
        reply = conversation.press(turn, screen, parts[2])
        if reply.go_on:
            target = reply.screens[0]
            turn = turn.at_book(target.book)
            reply = self.conversations[target.conversation].press(turn, target, reply.go_on)
        return self._said(self._fresh(turn, own), own, heard, reply, stands)

    def _asked(self, turn: Turn, heard: Heard) -> Reply | None:
        """The question whose customer is meant, where somebody stands in and both keep one of this name."""
        if not any(covered(turn)):
            return None
        reply = self.conversations[NAMESAKE].open(turn, heard)
        return reply if reply.screens else None

    def _typed(
        self, turn: Turn, own: Book, heard: Heard, conversation: Conversation, screen: Screen
    ) -> tuple[Turn, Reply]:
        """Words said while a card waits for some: what they mean, and at whose book."""
        waiting_line = conversation.code == FREE_TEXT
        elsewhere = named_elsewhere(turn, own.id, heard.text) if waiting_line else None
        # Whoever asked for a line knows best whether words answer it, correct it or are another one.
        if elsewhere is not None:
            return elsewhere, conversation.open(elsewhere, heard)
        # In a book that is only looked at nothing is written: a line or a name means one of one's own.
        at = turn.at_book(own.id) if turn.desk.only_looks else turn
        listens = turn.actor.role in self.conversations[FREE_TEXT].roles and conversation.code != WELCOME
        if not waiting_line and listens and is_line(at, screen.subject, heard.text):
            at = at_whose(turn.at_book(own.id), heard.text)
            return at, self.conversations[FREE_TEXT].open(at, heard)
        named = card_named(at, heard.text) if conversation.yields_to_names else None
        if named is not None:
            return at, Reply(screens=(named,))
        reply = conversation.text(turn, screen, heard.text)
        if reply.go_on:
            reply = self.conversations[reply.screens[0].conversation].open(turn, heard)
        return turn, reply

    def _fresh(self, turn: Turn, own: Book) -> Turn:
        """The same turn for somebody who has just changed how they are spoken to."""
        turn.desk.actor = own.owner
        return replace(turn, words=self.words(own.owner, turn.desk.now))

    def _said(self, turn: Turn, own: Book, heard: Heard, reply: Reply, stands: Dialogue | None) -> Answer:
        reply = stays_there(turn, reply, stands.subject if stands else "")
        toast = (Toast(reply.toast[: Toast.LIMIT], reply.alert),) if heard.kind == "press" else ()
        first = reply.screens[:1] if stands and not reply.delete else ()
        gone = (Delete(heard.message),) if reply.delete else ()
        over = tuple(self.drawing.over(turn, own, stands, heard.message, each) for each in first if stands)
        new = tuple(self.drawing.new(turn, own, heard.chat, each) for each in reply.screens[len(first) :])
        return (*toast, *gone, *over, *new)


def _opened(books: Books, own: Book, screen: Screen | None, now: datetime) -> Book:
    """The book a card is about; one of a colleague only as long as the manager stands in for them."""
    if screen is None or screen.book in ("", own.id):
        return own
    if own.owner.role is Role.MANAGER and not (
        screen.book in books and stands_in(own.owner, books[screen.book].owner, now)
    ):
        raise Refused("leave.over_now")
    return books[screen.book]


def waiting_in(book: Book) -> list[Dialogue]:
    """The cards whose next words are expected in free text."""
    return [each for each in book.dialogues.values() if each.awaits_text]


def _wait_no_longer(own: Book) -> None:
    """Whatever somebody does next, words they type later are no answer to an earlier question."""
    # The practice line of the first meeting waits on: it was promised that it is not kept.
    own.put(*(changed(each, awaits_text=False) for each in waiting_in(own) if each.conversation != WELCOME))


def _refusal(words: Words, heard: Heard, refused: Refused) -> Answer:
    sentence = words(refused.key, **refused.facts)
    if heard.kind == "press" and len(sentence) <= Toast.LIMIT:
        return (Toast(sentence, alert=True),)
    return (Send(card=Card(text=sentence)),)
