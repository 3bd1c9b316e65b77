"""What: labelled lines, those that rules are made from and those that only judge."""

from tests.desk.understanding.scoring import judging_parts, labelled, parts, score, table


def report(*, listing: bool) -> None:
    """Print the table of each part; `listing` names each wrong answer of the lines that only judge."""
    print("what, labelled lines (share of lines right, in per cent)")
    for part in parts():
        total = score(labelled(part))
        print(table(part, total) + ("  not seen" if part in judging_parts() else ""))
        if listing:
            print("\n".join(f"    {each}" for each in total.wrong))
