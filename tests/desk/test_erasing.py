"""Whoever asks to be forgotten is in no book, no card and no byte of the store's files."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.erasing import erase
from store.books import Books
from store.records import Dialogue, Refused, Remark, replace
from store.scope import Scope
from store.store import Store
from tests.handlers.conversations.along import along, brings
from tests.scheduling.made import MANAGER as LI
from tests.scheduling.made import MORNING, customer, promise
from tests.world import HEAD, MANAGER, world

# Said of the customer in chat and brought by the list.
WORDS = ("张伟", "13900010001", "想续50万", "爱喝普洱", "孩子高考", "手续费太高", "问问他女儿")


def files(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir() if each.is_file())


async def test_erased_words_are_nowhere_in_the_stores_files(tmp_path: Path) -> None:
    async with world(tmp_path) as bank:
        await bank.says(MANAGER, "刚给张伟打过电话，想续50万，周三下午3点回访")
        await bank.says(MANAGER, "张伟 爱喝普洱，聊到孩子高考")
        await along(bank, MANAGER, bank.newest_with(MANAGER, "撤销"), "撤销")
        await bank.says(MANAGER, "张伟 打电话来投诉手续费太高")
        await bank.says(MANAGER, "何丽 打通了，聊了理财")
        await bank.says(MANAGER, "打给张伟，周五再说")  # a question, and a draft
        page = await along(bank, HEAD, await bank.says(HEAD, "团队"), "李晓")
        await along(bank, HEAD, await brings(bank, HEAD, page, "张伟"), "留言")
        await bank.says(HEAD, "问问他女儿的婚事")
        await bank.passes(timedelta(minutes=2))
        assert all(word.encode() in files(tmp_path) for word in WORDS[:2])
        done = await erase(bank.store, "1001", bank.clock.now(), actor="test")
        assert done.records
        assert done.cards
        book = await bank.book("李晓")
        assert "1001" not in book.customers
        assert {each.customer for each in book.contacts.values()} == {"1003"}
        assert [*book.complaints, *book.drafts, *book.remarks] == []
        assert not await bank.store.audit.verify(book.id)
        assert not await bank.store.check()
        # The chat of whoever had them open is put away, and goes on.
        await bank.passes(timedelta(minutes=1))
        assert not any("张先生" in each.text for each in bank.told(MANAGER) + bank.told(HEAD))
        with pytest.raises(Refused, match="no_customer"):
            await erase(bank.store, "1001", bank.clock.now(), actor="test")
        kept = files(tmp_path)
        assert [word for word in WORDS if word.encode() in kept] == []
        assert "何丽".encode() in kept


async def test_a_history_the_former_managers_book_and_who_was_introduced_forget_too() -> None:
    store = Store.open("sqlite://", key=b"k" * 32)
    lan = replace(customer("1009", name="兰芝"), introduced_by="1001")
    gone = Remark(id="r1", customer="1001", what="went", at=MORNING, by="p8", name="客户1001")
    card = Dialogue(
        id="lg1", chat=1, conversation="lg", made=MORNING, expires=MORNING + timedelta(days=8), subject="1009"
    )
    undone = replace(card, draft={"undo": [{"before": {"id": "1001", "note": "秘密"}}]})
    other = replace(LI, id="wang", name="王海燕")

    def made(books: Books) -> None:
        books.new("book:li", "east").put(LI, customer("1001"), lan, card)
        books.new("book:wang", "east").put(other, gone, undone)
        books.new("history:1001", "east").put(promise(customer="1001"))

    try:
        ids = ("book:li", "book:wang", "history:1001")
        await store.change(Scope.bank(), ids, made, now=MORNING)
        done = await erase(store, "1001", MORNING, actor="test")
        assert (done.records, done.cards) == (4, 1)
        here, there, old = [
            await store.read(Scope.bank(), (each,), lambda books: books[each])  # noqa: B023  # awaited here
            for each in ids
        ]
        assert [each.introduced_by for each in here.customers.values()] == [""]
        assert list(here.dialogues) == ["lg1"]
        assert [*there.remarks, *there.dialogues, *old.follow_ups] == []
    finally:
        await store.close()
