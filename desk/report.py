"""The day's work as text to copy: a report to read, and rows for the bank's own system."""

from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduling.digest import WrapUp
from store.records import Customer


class Says(Protocol):
    """How sentences and customers are said; the handlers' catalogues do it."""

    def __call__(self, key: str, /, **facts: object) -> str: ...

    def name(self, customer: Customer) -> str: ...

    def note(self, text: str) -> str: ...

    def dated(self, day: date) -> str: ...


def daily_report(notice: WrapUp, says: Says) -> str:
    """One line a contact under a line of totals."""
    reached = notice.outcomes.get("reached", 0)
    total = sum(notice.outcomes.values())
    lines = [
        says("report.head", day=says.dated(notice.day), name=notice.person.name, total=total, reached=reached)
    ]
    for place, line in enumerate(notice.report, 1):
        contact = line.contact
        lines.append(
            says(
                "report.line",
                place=place,
                customer=line.customer,
                kind=says(f"kind.{contact.kind}"),
                outcome=says(f"outcome.{contact.outcome}"),
                note=says.note(contact.note),
            ).rstrip("：: ")
        )
    for place, voiced in enumerate(notice.voiced, len(notice.report) + 1):
        complaint = voiced.complaint
        lines.append(
            says(
                "report.complaint" if complaint.formal else "report.grievance",
                place=place,
                customer=voiced.customer,
                category=says(f"category.{complaint.category}"),
                note=says.note(complaint.said),
            ).rstrip("：: ")
        )
    return "\n".join(lines)


def crm_rows(notice: WrapUp, says: Says) -> str:
    """Tab-separated rows under their headings, as a spreadsheet or the bank's system takes them."""
    zone = ZoneInfo(notice.person.zone)
    lines = [says("report.columns").replace("|", "\t")]
    for line in notice.report:
        contact = line.contact
        cells = (
            line.customer.id,
            f"{contact.at.astimezone(zone):%Y-%m-%d %H:%M}",
            says(f"kind.{contact.kind}"),
            says(f"outcome.{contact.outcome}"),
            says.note(contact.note),
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines)
