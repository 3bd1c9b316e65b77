"""A problem in a list as one sentence with its place: file, sheet, row and column."""

from collections.abc import Sequence
from typing import cast

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
    said = words(problem.key, **{name: _fact(words, fact) for name, fact in problem.facts.items()})
    return words("place.problem", where=" ".join(where), what=said) if where else said


def _fact(words: Words, fact: object) -> object:
    """A field by what a clerk calls it, several things in a row."""
    if isinstance(fact, list | tuple):
        things = cast("Sequence[object]", fact)
        return words.listed(str(_fact(words, each)) for each in things)
    if isinstance(fact, str) and words.knows(f"field.{fact}"):
        return words(f"field.{fact}")
    return fact
