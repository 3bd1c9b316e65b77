"""Why this customer, in one clause."""

from datetime import date, time

from handlers.words import Words
from scheduling.calendar import LunarDate, lunar_text
from scheduling.occurrence import Occurrence, Reason

# The facts that are money in fen: they are said, shortened or held back like every other amount.
_MONEY = ("amount", "kept")


def reason(words: Words, occurrence: Occurrence) -> str:
    """The clause of an occurrence, in the reader's language and rendering."""
    return reason_line(words, occurrence.reason)


def reason_line(words: Words, given: Reason) -> str:
    """The clause of a reason; amounts and notes only as far as the rendering shows them."""
    facts = {name: _said(words, name, fact) for name, fact in given.facts.items()}
    if "rule" in facts:
        facts["rule"] = rule_clause(words, str(given.facts["rule"]), str(facts.get("lunar") or ""))
    plain = " ".join(words(_key(given), **facts).split())
    return plain.replace(" ，", "，").rstrip("，：: ")


def rule_clause(words: Words, rule: str, lunar: str) -> str:
    """Why a day is kept on another one than its own: 「（农历腊月三十，今年无三十，按廿九）」; else empty."""
    return words(f"rule.{rule}", lunar=lunar) if rule and words.knows(f"rule.{rule}") else ""


def risk_name(words: Words, risk: str) -> str:
    """The result of a risk profile in the reader's language, or as the bank wrote it."""
    key = f"risk.{risk.lower()}"
    return words(key) if words.knows(key) else risk


def _key(given: Reason) -> str:
    """Some clauses are worded by their facts."""
    if given.key.startswith("birthday"):
        lunar = "_lunar" if given.facts.get("calendar") == "lunar" else ""
        return f"reason.{given.key}{lunar}"
    if given.key == "follow_up.promise":
        return f"reason.follow_up.{'deadline' if given.facts.get('deadline') else 'promise'}"
    return f"reason.{given.key}"


def _said(words: Words, name: str, fact: object) -> object:
    if name in _MONEY:
        return words.money(fact) if isinstance(fact, int) else ""
    if name in ("text", "said"):
        return words.note(str(fact)) if fact else ""
    if name == "product":
        return words.called("product", str(fact))
    if name == "how":
        return words(f"promise.{fact}")
    if name == "tier":
        return words.called("tier", str(fact))
    if name == "risk":
        return risk_name(words, str(fact or ""))
    if name == "age":
        return "" if fact is None else words("card.age", years=fact)
    if isinstance(fact, LunarDate):
        return lunar_text(fact, words.language)
    if fact is None:
        return ""
    return fact if isinstance(fact, date | time | int | str | float) else str(fact)
