"""The results of a risk profile (风险测评), however they are written."""

import re
from collections.abc import Mapping

RESULTS = ("c1", "c2", "c3", "c4", "c5")
_SAID: Mapping[str, re.Pattern[str]] = {
    "c1": re.compile(r"\b[cr]1\b|保守|谨慎|謹慎|conservative", re.IGNORECASE),
    "c2": re.compile(r"\b[cr]2\b|稳健|穩健|cautious", re.IGNORECASE),
    "c3": re.compile(r"\b[cr]3\b|平衡|balanced", re.IGNORECASE),
    "c4": re.compile(r"\b[cr]4\b|成长|成長|积极|積極|growth", re.IGNORECASE),
    "c5": re.compile(r"\b[cr]5\b|进取|進取|激进|激進|aggressive", re.IGNORECASE),
}


def risk_of(text: str) -> str:
    """C1 to C5; empty where the words name no result that is known everywhere."""
    return next((risk.upper() for risk, pattern in _SAID.items() if pattern.search(text)), "")
