"""A household in several books: each manager is told who keeps the others, and nothing of them."""

from desk.sharing import share
from store.books import Book
from store.records import Customer, Person, replace
from tests.scheduling.made import MANAGER, MONDAY, MORNING, customer

WANG = replace(MANAGER, id="wang", name="王海燕", telegram=2)
ZHAO = replace(MANAGER, id="zhao", name="赵敏", telegram=3)


def a_book(owner: Person, *customers: Customer) -> Book:
    where = Book.detached(owner, id=f"book:{owner.id}", branch=owner.branch)
    where.put(*customers)
    return where


def of(where: Book, number: str) -> tuple[str, ...]:
    return where.customers[number].household_with


def test_each_knows_the_colleagues_who_keep_the_others_of_a_household() -> None:
    li = a_book(MANAGER, customer("1", household="F7"), customer("2", household="F8"), customer("3"))
    wang = a_book(WANG, customer("4", household="F7"), customer("5", household="F7"))
    zhao = a_book(ZHAO, customer("6", household="F7"))
    share([li, wang, zhao])
    assert of(li, "1") == ("王海燕", "赵敏")
    assert (of(li, "2"), of(li, "3")) == ((), ())
    assert of(wang, "4") == of(wang, "5") == ("李经理", "赵敏")


def test_whoever_moves_in_with_the_others_is_asked_about_no_more() -> None:
    li, wang = a_book(MANAGER, customer("1", household="F7")), a_book(WANG, customer("4", household="F7"))
    share([li, wang])
    moved = wang.customers["4"]
    wang.drop(Customer, "4")
    li.put(moved)
    share([li, wang])
    assert (of(li, "1"), of(li, "4")) == ((), ())


def test_a_colleague_whose_book_is_not_there_stays_named_to_the_whole_household() -> None:
    known = customer("1", household="F7", household_with=("赵敏",))
    li, wang = a_book(MANAGER, known, customer("2", household="F7")), a_book(WANG, customer("4"))
    share([li, wang])
    assert of(li, "1") == of(li, "2") == ("赵敏",)


def test_nobody_is_named_for_those_in_a_pool_nor_a_leaver_nor_for_who_left_the_list() -> None:
    li = a_book(MANAGER, customer("1", household="F7"))
    pool = Book.detached(MANAGER, customer("5", household="F7"), id="pool:east:1", branch="east")
    gone = a_book(replace(WANG, left=MORNING), customer("4", household="F7"))
    old = a_book(ZHAO, customer("6", household="F7", left_list=MONDAY))
    share([li, pool, gone, old])
    assert of(li, "1") == ()


def test_whoever_lives_alone_again_has_nobody_to_be_named() -> None:
    li = a_book(MANAGER, customer("1", household="", household_with=("赵敏",)))
    share([li])
    assert of(li, "1") == ()
