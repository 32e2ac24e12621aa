"""Keys that seal and open."""

import traceback

import pytest
from cryptography.fernet import Fernet

from bot.channels.slack.token_keys import TokenKeys, Unopened
from bot.commands.failures import BadInput

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


def test_what_is_sealed_is_opened_and_does_not_show() -> None:
    keys = TokenKeys([NEW])

    sealed = keys.seal("xoxb-1 – ü")

    assert "xoxb" not in sealed
    assert keys.open(sealed) == "xoxb-1 – ü"


def test_the_first_key_seals_and_every_key_opens() -> None:
    sealed_before = TokenKeys([OLD]).seal("xoxb-1")
    keys = TokenKeys([NEW, OLD])

    sealed_now = keys.seal("xoxb-2")

    assert keys.open(sealed_before) == "xoxb-1"
    assert TokenKeys([NEW]).open(sealed_now) == "xoxb-2"


@pytest.mark.parametrize("body", [TokenKeys([OTHER]).seal("xoxb-1"), "xoxb-1", "", "gAAAAA", "ü"], ids=["other", "plain", "empty", "cut", "ü"])
def test_what_no_key_opens_stays_closed(body: str) -> None:
    keys = TokenKeys([NEW, OLD])

    with pytest.raises(Unopened):
        keys.open(body)


def test_resealing_changes_only_what_is_under_an_older_key() -> None:
    keys = TokenKeys([NEW, OLD])
    current, older = keys.seal("xoxb-1"), TokenKeys([OLD]).seal("xoxb-2")

    assert keys.resealed(current) == current
    assert TokenKeys([NEW]).open(keys.resealed(older)) == "xoxb-2"


@pytest.mark.parametrize("bad", ["secret-but-no-key", "", NEW[:-2], NEW + OLD, "ü" * 44], ids=["word", "empty", "cut", "two in one", "ü"])
def test_a_bad_key_gets_one_sentence_that_says_how_to_make_one(bad: str) -> None:
    with pytest.raises(BadInput, match="TOKEN_KEYS: number 2 is not a key") as raised:
        TokenKeys([NEW, bad])

    told = "".join(traceback.format_exception(raised.value))
    assert "Fernet.generate_key()" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not bad or bad not in told.replace(__file__, "")


def test_no_key_at_all_gets_the_same_advice() -> None:
    with pytest.raises(BadInput, match=r"is not set: the tokens of workspaces are kept encrypted\. Make a key with: python -c"):
        TokenKeys([])


def test_the_advice_makes_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput) as raised:
        TokenKeys([])

    exec(str(raised.value).split('python -c "')[1].removesuffix('"'))

    assert TokenKeys([capsys.readouterr().out.strip()]).seal("x")
