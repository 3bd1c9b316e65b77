"""What is printed or copied for a customer: questions to fill in together, and what they hold."""

from html import escape

from handlers.conversation import Turn
from handlers.facts import HOLDINGS, held_by, product
from handlers.words import Words
from store.records import Customer, Person

QUESTIONS = ("money", "when", "loss", "aim", "known", "income", "family", "contact")
_CHOICES = 4
_STYLE = (
    "body{font:12pt/1.6 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}"
    "h1{font-size:16pt}p.mark{border:1px solid;padding:.3em .6em;display:inline-block}"
    "li{margin:.9em 0;break-inside:avoid}span{margin-right:1.4em;white-space:nowrap}"
    "@media print{body{margin:0}}"
)


def question_sheet(words: Words, person: Person) -> str:
    """A page of HTML to print; it names no customer, so that it may lie on any desk."""
    items = "".join(_question(words, name) for name in QUESTIONS)
    title, mark = escape(words("sheet.title")), escape(words("sheet.mark"))
    blank = "".join(
        f"<p>{escape(words(f'sheet.blank_{name}'))} ________________</p>" for name in ("name", "day")
    )
    foot = escape(words("sheet.foot", branch=person.branch_name, name=person.name))
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f'<style>{_STYLE}</style></head><body><p class="mark">{mark}</p><h1>{title}</h1>{blank}'
        f"<ol>{items}</ol><p>{foot}</p></body></html>"
    )


def _question(words: Words, name: str) -> str:
    choices = words(f"sheet.choices_{name}").split("|")
    boxes = "".join(f"<span>☐ {escape(each)}</span>" for each in choices[: _CHOICES + 1])
    return f"<li>{escape(words(f'sheet.ask_{name}'))}<br>{boxes}</li>"


def statement(turn: Turn, customer: Customer) -> str:
    """What the list says the customer holds, in words for them; no amounts where none may leave the bank."""
    words = turn.words
    lines = [words("sheet.mark"), words("sheet.dear", customer=words.salutation(customer))]
    if customer.data_date is not None:
        lines.append(words("sheet.as_of", day=words.dated(customer.data_date)))
    held = held_by(customer)
    for each in held[:HOLDINGS]:
        amount = words.aloud.money(each.amount, each.currency) if each.amount is not None else ""
        ends = words("card.matures", day=words.dated(each.maturity)) if each.maturity else ""
        lines.append("· " + " ".join(part for part in (product(turn, each), amount, ends) if part))
    if not held:
        lines.append(words("sheet.nothing"))
    lines.append(words("sheet.talk"))
    lines.append(words("sheet.foot", branch=turn.actor.branch_name, name=turn.actor.name))
    return "\n".join(lines)
