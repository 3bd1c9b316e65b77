"""Leave with a colleague who stands in: agreed, cancelled, ended early, by the head too; what can't be."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from desk.office import Office
from desk.sitting import Sitting
from scheduling.cover import LEAVE_ASKED, LEAVE_OFF, LEAVE_SET, LEAVE_UNSET, ahead, begins, ends, leaves_of
from scheduling.reach import notice
from scheduling.wall import local_day
from store.books import Book
from store.records import Cover, Person, Refused, Role, replace
from store.scope import Scope

# The entries of a leave lie in the book until it is told what was done; later ones are history.
LONGEST = 28
# Nobody knows further ahead who will be there; a date of last month is read as one of next year.
FARTHEST = timedelta(days=183)
_REMEMBERED = timedelta(days=40)


async def colleagues(office: Office, actor: Person) -> Sequence[Person]:
    """The other managers of the branch, by name, those who have left among them."""
    team = await office.store.summaries(Scope.branch(actor.branch), branch=actor.branch)
    wanted = [each.book for each in team if each.role == Role.MANAGER and each.book != f"book:{actor.id}"]
    people = await office.store.read(
        Scope.branch(actor.branch), wanted, lambda books: [each.owner for each in books.values()]
    )
    return sorted(people, key=lambda each: (each.name, each.id))


def whose(at: Sitting) -> Book:
    """Whose leave it is: one's own, or that of the manager whose book the head has open."""
    return at.book if at.actor.role is Role.HEAD else at.own


def may_leave(at: Sitting, first: date, last: date) -> None:
    """Refused where these days can't be taken: past, back to front, too long or too far, or taken already."""
    person = whose(at).owner
    if person.role is not Role.MANAGER or person.left is not None:
        raise Refused("leave.nobody", name=person.name)
    if first < at.today or first > at.today + FARTHEST:
        raise Refused("leave.past" if first < at.today else "leave.too_far")
    if last < first:
        raise Refused("leave.backwards")
    if (last - first).days >= LONGEST:
        raise Refused("leave.too_long", days=LONGEST)
    of = "leave" if person.id == at.actor.id else "leave.of"
    cover = person.cover
    if cover is not None and ahead(cover, at.now):
        raise Refused(f"{of}.second", absent=person.name, first=cover.first, last=cover.last)
    other = next((each for each in person.covers if _meets(each, first, last, at.now)), None)
    if other is not None:
        days = {"first": other.first, "last": other.last}
        raise Refused(f"{of}.you_stand_in", absent=person.name, name=other.absent_name, **days)


def may_stand_in(at: Sitting, other: Person, first: date, last: date) -> None:
    """Refused where this colleague can't be asked."""
    if other.id == whose(at).owner.id:
        raise Refused("leave.oneself")
    if other.role is not Role.MANAGER or other.branch != at.actor.branch:
        raise Refused("leave.nobody", name=other.name)
    if other.left is not None:
        raise Refused("leave.has_left", name=other.name)
    if other.telegram is None:
        raise Refused("leave.not_joined", name=other.name)
    if other.unreachable is not None:
        raise Refused("leave.out_of_reach", name=other.name)
    if other.away_until is not None and local_day(other.away_until, other.zone) > first:
        raise Refused("leave.is_away", name=other.name, until=local_day(other.away_until, other.zone))
    if other.cover is not None and _meets(other.cover, first, last, at.now):
        raise Refused("leave.is_on_leave", name=other.name, first=other.cover.first, last=other.cover.last)


def take_leave(at: Sitting, colleague: str, first: date, last: date) -> Cover:
    """From the first day through the last the colleague (their book, opened) stands in; they are told now,
    and so is somebody whose leave the head enters.
    """
    absent, theirs = whose(at), at.books[colleague]
    may_leave(at, first, last)
    may_stand_in(at, theirs.owner, first, last)
    person, other = absent.owner, theirs.owner
    cover = Cover(
        id=at.new_id(),
        absent=person.id,
        absent_name=person.name,
        by=other.id,
        by_name=other.name,
        first=first,
        last=last,
        zone=person.zone,
    )
    # The one before may be over and not told of yet: its summary comes on the first morning back.
    past = tuple(each for each in leaves_of(person) if ends(each) > at.now - _REMEMBERED)
    absent.put(replace(person, cover=cover, past_leaves=past))
    known = (each for each in other.covers if ends(each) > at.now - _REMEMBERED)
    theirs.put(replace(other, covers=(*known, cover)))
    at.books.ledger.insert(notice(LEAVE_ASKED, cover.id, colleague, other.zone, at.now), at.now)
    _tell(at, LEAVE_SET, cover, absent)
    at.books.audit(at.actor.id, "leave", other.id, partition=absent.id, first=str(first), last=str(last))
    return cover


def end_leave(at: Sitting) -> Cover:
    """Back early, or not gone at all: the colleague's access ends with this commit, and they are told."""
    absent = whose(at)
    person = absent.owner
    cover = person.cover
    if cover is None or not ahead(cover, at.now):
        raise Refused("leave.none")
    begun = begins(cover) < at.now
    ended = msgspec.structs.replace(cover, ended=at.now)
    absent.put(replace(person, cover=ended if begun else None))
    colleague = f"book:{cover.by}"
    if colleague in at.books:
        theirs = at.books[colleague]
        known = tuple(ended if each.id == cover.id else each for each in theirs.owner.covers)
        theirs.put(replace(theirs.owner, covers=known))
        at.books.ledger.insert(notice(LEAVE_OFF, cover.id, colleague, theirs.owner.zone, at.now), at.now)
    if not begun:
        _tell(at, LEAVE_UNSET, cover, absent)
    at.books.audit(at.actor.id, "leave_ended", cover.by, partition=absent.id)
    return ended


def _tell(at: Sitting, kind: str, cover: Cover, absent: Book) -> None:
    """What the head has done for somebody is told to them too; what they did themselves they know."""
    person = absent.owner
    if person.id != at.actor.id and person.telegram is not None:
        at.books.ledger.insert(notice(kind, cover.id, absent.id, person.zone, at.now), at.now)


def _meets(cover: Cover, first: date, last: date, now: datetime) -> bool:
    """Whether a leave, if it is not over, has a day in common with these."""
    return ahead(cover, now) and cover.first <= last and first <= cover.last
