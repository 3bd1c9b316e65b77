"""What was heard of a line, in one clause: said back with a question, so that a slip is seen."""

from datetime import datetime

from desk.understanding import Understanding
from handlers.conversation import Turn
from store.records import Rendering


def heard_back(turn: Turn, heard: Understanding, who: str = "") -> str:
    """`who` it was about, how, with what result, sums and wishes, and what is promised; empty for nothing."""
    words = turn.words
    said = [who] if who else []
    said += [words(f"kind.{heard.contact_kind}")] if heard.contact_kind else []
    said += [words(f"outcome.{heard.outcome}")] if heard.outcome else []
    if heard.complaint is not None:
        key = "logged.complaint" if heard.complaint.formal else "logged.grievance"
        said.append(words(key, category=words(f"category.{heard.complaint.category}")))
    said += [
        words(f"amount.{each.meaning or 'spoken'}", amount=words.aloud.money(each.fen, each.currency))
        for each in heard.amounts
        if words.rendering is not Rendering.REFERENCE
    ]
    if (promised := heard.follow_up) is not None:
        at = promised.start
        when = words.moment(at) if isinstance(at, datetime) else words.day(at)
        said.append(words("logged.promise", when=when, how=words(f"promise.{promised.how}")))
    return words.listed(said)
