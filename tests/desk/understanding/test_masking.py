"""Numbers that must not be kept are masked before anything is stored."""

import pytest

from desk.understanding import mask_numbers


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("身份证110101199003070012要更新", "身份证…0012要更新"),
        ("卡号6217 0012 3456 7890 123 补办", "卡号…0123 补办"),
        ("密码是123456", "密码是***"),
        ("何丽密码忘了，重置成123789了", "何丽密码忘了，重置成***了"),
        ("密码一二三四五六", "密码***"),
        ("password: abc123", "password: ***"),
        ("护照E12345678", "护照…5678"),
        ("１１０１０１１９９００３０７００１Ｘ", "…001X"),
    ],
)
def test_identity_card_and_password_numbers_do_not_stay(said: str, kept: str) -> None:
    assert mask_numbers(said) == kept


@pytest.mark.parametrize(
    "said", ["电话13812345678", "想续50万", "12月5日上午9:30", "尾号0001", "密码忘了，要重置"]
)
def test_everything_else_stays(said: str) -> None:
    assert mask_numbers(said) == said


def test_masking_twice_changes_nothing_more() -> None:
    once = mask_numbers("卡6217001234567890123 密码123456 身份证110101199003070012")
    assert mask_numbers(once) == once
