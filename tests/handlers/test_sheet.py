"""The question sheet to print is a whole page in every language, and escapes what it is given."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.sheet import question_sheet
from handlers.words import Words, languages
from store.records import Language, Person, Rendering, Role

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("language", languages)
def test_a_sheet_is_marked_informal_and_asks_eight_things(language: Language) -> None:
    words = Words(language=language, rendering=Rendering.MASKED, now=NOW)
    person = Person(id="li", name="<李>", role=Role.MANAGER, branch_name="城东支行")
    page = question_sheet(words, person)
    assert words("sheet.mark") in page
    assert page.index(words("sheet.mark")) < page.index(words("sheet.title"), page.index("<h1>"))
    assert page.count("<li>") == 8
    assert "&lt;李&gt;" in page
    assert "<李>" not in page
    assert f'lang="{language}"' in page
    assert not re.search(r"https?://", page), "a sheet that is printed needs no network"
    assert all(len(re.findall("☐", item)) >= 3 for item in page.split("<li>")[1:])


def test_the_sheet_says_what_the_bank_asks_it_to_say() -> None:
    words = Words(language="zh-Hans", rendering=Rendering.MASKED, now=NOW)
    assert words("sheet.mark") == "非正式，仅供沟通"
