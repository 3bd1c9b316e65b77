"""What an import would change or has changed, line by line, for a chat and for a terminal."""

from desk.importing.report import Report
from handlers.list_changes import change_lines
from handlers.problems import problem_line
from handlers.words import Words

_PROBLEMS = 8
_MAPPED = 12
_NOTES = 4


def trial_lines(words: Words, report: Report) -> list[str]:
    """Counts, who changes and the columns as they were understood, or the problems with their places."""
    if report.problems:
        lines = [problem_line(words, each) for each in report.problems[:_PROBLEMS]]
        more = report.problem_count - len(lines)
        return [*lines, *([words("card.more", count=more)] if more > 0 else [])]
    lines = _counted(words, report)
    for sheet in report.understood:
        used = words.listed(
            words("lists.column", heading=each.heading, field=words(f"field.{each.field}"))
            for each in sheet.used[:_MAPPED]
        )
        lines.append(words("lists.columns", columns=used))
        if sheet.unused:
            lines.append(words("lists.unused", columns=words.listed(sheet.unused[:_MAPPED])))
    return lines


def note_lines(words: Words, report: Report) -> list[str]:
    """What is worth knowing and keeps nothing back; beside problems it is left out."""
    if report.problems:
        return []
    return [problem_line(words, each) for each in report.notes[:_NOTES]]


def done_lines(words: Words, report: Report) -> list[str]:
    """What was changed."""
    return _counted(words, report)


def code_lines(words: Words, report: Report) -> list[str]:
    """An invitation for each new manager."""
    return [
        words("lists.invitation", name=each.person.name, code=each.code) for each in report.hired if each.code
    ]


def _counted(words: Words, report: Report) -> list[str]:
    lines = [words("lists.data_date", day=report.plan.data_date)]
    counts = {
        "new": len(report.new),
        "changed": len(report.changed),
        "moved": len(report.moved),
        "gone": len(report.gone),
        "same": report.unchanged,
        "managers": len(report.hired),
    }
    counted = [words(f"lists.count_{name}", count=count) for name, count in counts.items() if count]
    return [*lines, *counted, *change_lines(words, report)]
