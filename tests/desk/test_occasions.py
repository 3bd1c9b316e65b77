"""Days of a customer's family and life: taken out, told again, and what a list may do about it."""

from desk.occasions import add_occasion, drop_occasion
from desk.sitting import Sitting
from store.records import Birthday, Customer, Occasion
from tests.desk.at_desk import at_desk
from tests.scheduling.made import customer

WEDDING = Occasion(kind="wedding", day=Birthday(month=10, day=1))
TYPED = Occasion(kind="exam", day=Birthday(year=2027, month=6, day=7), whose="儿子高考", once=True)


async def test_a_day_that_is_taken_out_is_remembered_as_taken_out() -> None:
    def use(at: Sitting) -> Customer:
        drop_occasion(at, "1", 0)
        return at.customer("1")

    who = await at_desk(customer("1", occasions=(WEDDING, TYPED)), use=use)
    assert (who.occasions, who.dropped) == ((TYPED,), (WEDDING,))


async def test_a_day_that_is_told_again_is_taken_out_no_more_and_known_as_told() -> None:
    other = Occasion(kind="wedding", day=Birthday(month=10, day=2))

    def use(at: Sitting) -> Customer:
        drop_occasion(at, "1", 0)
        add_occasion(at, "1", other)
        return at.customer("1")

    who = await at_desk(customer("1", occasions=(WEDDING,)), use=use)
    assert (who.occasions, who.dropped) == ((other,), ())
    assert [each.what for each in who.told] == [other.named]
