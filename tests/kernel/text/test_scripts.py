"""Traditional script of interface texts."""

import pytest

from linli.kernel import text

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("邻里", "鄰里"),
        ("居民委员会", "居民委員會"),
        ("干部", "幹部"),
        ("余额", "餘額"),
        ("征集意见", "徵集意見"),
        ("复核", "複核"),
        ("后天之后", "後天之後"),
        # Words of law stay the words of law.
        ("政策文件", "政策文件"),
        ("程序", "程序"),
        ("社区", "社區"),
        ("个人信息", "個人信息"),
    ],
)
def test_the_script_changes_and_the_words_stay(simplified: str, traditional: str) -> None:
    assert text.to_traditional(simplified) == traditional


def test_placeholders_and_markup_stay() -> None:
    message = '请在 {due_at} 之前提交 %(count)d 件，<a href="/help/信息">说明</a>\n'
    converted = text.to_traditional(message)
    assert "{due_at}" in converted
    assert "%(count)d" in converted
    assert '<a href="/help/信息">説明</a>\n' in converted


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-hans", "复核"), ("zh-Hans", "复核"), ("zh-hant", "複核"), ("zh-Hant", "複核"), ("en", "Review"),
        ("fr", "复核"), ("", "复核"), ("ug", "قايتا"),
    ],
)  # fmt: skip
def test_words_of_a_pack_in_a_language(language: str, expected: str) -> None:
    words = {"zh-Hans": "复核", "en": "Review", "ug": "قايتا"}
    assert text.in_language(words, language) == expected


def test_traditional_words_of_the_pack_itself_come_first() -> None:
    assert text.in_language({"zh-Hans": "里", "zh-Hant": "裡"}, "zh-hant") == "裡"
    assert text.in_language({"zh-Hans": "余额", "zh-Hant": ""}, "zh-hant") == "餘額"
    assert text.in_language({"zh-Hans": "余额", "en": ""}, "en") == "余额"
