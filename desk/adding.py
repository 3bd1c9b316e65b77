"""Something more about a contact that is written down: added to the entry, which itself stays as it was."""

from desk.notes import as_kept
from desk.sitting import Sitting
from store.records import Contact, Refused, replace

# More than this is another contact.
MOST = 5


def newest_contact(at: Sitting, customer: str) -> Contact | None:
    """The last contact with a customer that is still in the book."""
    mine = (each for each in at.book.contacts.values() if each.customer == customer)
    return max(mine, key=lambda each: (each.at, each.logged_at, each.id), default=None)


def add_to(at: Sitting, number: str, said: str) -> Contact:
    """Keep some words with an entry, however old it is; Refused where there is nothing to add to it."""
    contact, words = at.book.get(Contact, number), as_kept(said)
    if contact is None:
        raise Refused("adding.gone")
    if not words:
        raise Refused("adding.nothing")
    if len(contact.additions) >= MOST:
        raise Refused("adding.most", most=MOST)
    added = replace(contact, additions=(*contact.additions, words))
    at.put(added)
    at.audit("add", contact.customer)
    return added
