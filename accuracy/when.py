"""When: judged texts of our own, and the yardstick that lies beside the checkout where it is."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.scheduling.when.cases import cases

TABLES = Path(__file__).parents[1] / "tests" / "scheduling" / "when"


def report(shared: Path, *, listing: bool) -> None:
    """Print exact, wrong and unanswered by table and language; `listing` names each wrong answer."""
    print("when, texts judged by hand (a text without a time is right when nothing is answered)")
    for path in sorted(TABLES.glob("cases_*.txt")):
        asked: Counter[str] = Counter()
        exact: Counter[str] = Counter()
        none: Counter[str] = Counter()
        wrong: list[str] = []
        for case in cases(path.name):
            answer = case.answer
            asked[case.language] += 1
            exact[case.language] += answer == case.want
            none[case.language] += answer == "-" and case.want != "-"
            if answer != case.want:
                wrong.append(f"    {case.language} {case.text} → {answer} (meant {case.want})")
        for language, count in asked.items():
            amiss = count - exact[language] - none[language]
            print(
                f"  {path.stem:14} {language:8} {count:5}  exact {100 * exact[language] / count:5.1f} %"
                f"  certain and wrong {100 * amiss / count:5.1f} %"
                f"  none {100 * none[language] / count:5.1f} %"
            )
        if listing and wrong:
            print("\n".join(wrong))
    _yardstick(shared, listing=listing)


def _yardstick(shared: Path, *, listing: bool) -> None:
    """The scorer beside the checkout over both of its sets."""
    score = shared / "data" / "when" / "score.py"
    if not score.exists():
        print("  the yardstick is not beside this checkout")
        return
    for corpus in ("house-dev.jsonl", "chrono-dateparser.jsonl"):
        print(f"\nwhen, {corpus}", flush=True)
        words = [sys.executable, str(score), "scheduling.when.scoring:answer", "--headline"]
        words += ["--corpus", str(score.with_name(corpus))]
        words += ["--dump", "/dev/stdout"] if listing else []
        subprocess.run(words, check=True)
