"""A problem in a list as one sentence with its place: file, sheet, row and column."""

from desk.importing import Problem
from handlers.words import Words


def problem_line(words: Words, problem: Problem) -> str:
    """「customers.xlsx，customers 表，第 37 行「到期日」：写的是 2026-13-01，没有这一天。」"""
    where = [
        part
        for part in (
            problem.sheet or problem.file,
            words("place.row", row=problem.row) if problem.row else "",
            words("place.heading", heading=problem.heading, column=problem.column)
            if problem.heading
            else (words("place.column", column=problem.column) if problem.column else ""),
        )
        if part
    ]
    said = words(problem.key, **dict(problem.facts))
    return words("place.problem", where=" ".join(where), what=said) if where else said
