"""A customer goes from one book to another with everything that is open about them."""

from typing import TypeAlias

from store.books import Book
from store.records import (
    Complaint,
    Contact,
    Customer,
    Draft,
    FollowUp,
    Remark,
    Request,
    Settlement,
)

About: TypeAlias = Contact | FollowUp | Complaint | Draft | Remark | Request | Settlement
ABOUT: tuple[type[About], ...] = (Contact, FollowUp, Complaint, Draft, Remark, Request, Settlement)
"""What lies in a book about one of its customers."""


def carry(origin: Book, target: Book, number: str) -> None:
    """Takes a customer out of a book, and all that is open about them along to the other.

    The customer's own record is left for the caller to put there, as it is or as it has become.
    """
    for kind in ABOUT:
        for key, record in origin.all(kind).items():
            if record.customer == number:
                origin.drop(kind, key)
                target.put(record)
    origin.drop(Customer, number)
