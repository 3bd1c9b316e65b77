"""In which language a customer is written to; the colleague's own stays as it is."""

from desk.sitting import Sitting
from store.records import Customer, Language, replace


def write_in(at: Sitting, number: str, language: Language) -> Customer:
    """Words to use come in this language from now on."""
    known = replace(at.customer(number), language=language)
    at.put(known)
    at.audit("profile", number, fact="language")
    return known
