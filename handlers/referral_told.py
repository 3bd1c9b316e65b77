"""「张伟介绍了王芳」「王芳是张伟介绍的」: who introduced whom, kept by one line."""

import re

from desk.prospect import add_prospect
from desk.referring import introduced
from desk.understanding.names import COMPOUND, SURNAMES
from handlers.conversation import Screen, Turn
from handlers.walk import card_of, stayed
from handlers.whom import named_in
from store.records import Customer

_INTRODUCED = "(?:转?介绍|轉?介紹|引荐|引薦)"
_WHOM = re.compile(
    rf"(\S{{1,8}}?)\s*(?:今天|又|也)?(?:[给給帮幫向]我们?們?)?{_INTRODUCED}(?:了|[过過]?[来來]了?)?\s*(?:一?[位个個])?"
    r"(?:新?[客][户戶]|朋友|同事|亲戚|親戚|邻居|鄰居|同学|同學)?[：:，,\s]*([一-鿿]{2,4})(?:[过過]?[来來]了?)?[。.]?"
)
_BY_WHOM = re.compile(
    rf"([一-鿿]{{2,4}}?)\s*[是由]\s*(\S{{1,8}}?)\s*{_INTRODUCED}(?:[过過]?[来來])?[的了]?(?:新?客[户戶])?[。.]?"
)


def referral_told(turn: Turn, said: str) -> Screen | None:
    """The card of whoever introduced somebody, after it was kept; None for a line that says nothing of it.

    They must be of the book; a newcomer whom the book does not know yet comes in as a prospect.
    """
    whom, by_whom = _WHOM.fullmatch(said), _BY_WHOM.fullmatch(said)
    if by_whom is not None:
        new, by = by_whom[1], by_whom[2]
    elif whom is not None:
        by, new = whom[1], whom[2]
    else:
        return None
    introducer = named_in(turn, by)
    newcomer = None if introducer is None else named_in(turn, new) or _prospect(turn, new)
    if introducer is None or newcomer is None or newcomer.id == introducer.id:
        return None
    introduced(turn.desk, newcomer.id, introducer.id)
    facts = {"new": turn.words.name(newcomer), "days": turn.desk.rules.playbook.referral.days}
    return stayed(card_of(introducer.id), "just.introduced", turn.desk.changes, **facts)


def _prospect(turn: Turn, name: str) -> Customer | None:
    """Somebody new; None for words that are no name, such as those of a product."""
    is_name = name[:2] in COMPOUND or (name[0] in SURNAMES and len(name) < 4)
    return add_prospect(turn.desk, name) if is_name else None
