"""What calls cost."""

from pathlib import Path

import pytest

from bot.commands.failures import BadInput
from bot.interviewers.prices import Price, cost, price_table
from interview_flow.model_use import Usage

USAGE = Usage(calls=3, input_tokens=1_000_000, cached_tokens=600_000, output_tokens=100_000)


def test_cached_input_has_a_price_of_its_own() -> None:
    table = (Price(model="openai:gpt-x", input=10, cached=1, output=50),)

    assert cost("openai:gpt-x", USAGE, table) == pytest.approx(4.0 + 0.6 + 5.0)


def test_more_cached_than_input_costs_no_less_than_nothing() -> None:
    table = (Price(model="openai:*", input=10, cached=0, output=0),)

    assert cost("openai:gpt-x", Usage(input_tokens=1, cached_tokens=5), table) == 0


@pytest.mark.parametrize("model", ["openai:gpt-unheard-of", "groq:llama", "gpt-4.1", "", "٣:" * 10_000, "openai:" + "9" * 20_000, "openai:[[[*"])
def test_an_unknown_model_has_no_cost(model: str) -> None:
    assert cost(model, USAGE, price_table(None)) is None


@pytest.mark.parametrize(
    "model", ["openai:gpt-4.1", "openai:gpt-4.1-2025-04-14", "google_genai:gemini-2.5-flash", "anthropic:claude-haiku-4-5-20251001"]
)
def test_snapshots_and_other_names_of_a_provider_are_known(model: str) -> None:
    assert (cost(model, USAGE, price_table(None)) or 0) > 0


def test_the_closer_name_comes_first() -> None:
    table = price_table(None)

    assert cost("anthropic:claude-opus-5-5", USAGE, table) != cost("anthropic:claude-opus-5", USAGE, table)
    assert cost("ollama:qwen3:8b", USAGE, table) == 0


def test_every_known_price_is_sound() -> None:
    table = price_table(None)

    assert len(table) >= 12
    assert all(price.cached <= price.input <= price.output for price in table)
    for place, price in enumerate(table):
        name = price.model.replace("*", "").replace("[5-8]", "5").replace("[56]", "5")
        assert cost(name if not name.endswith(":") else name + "x", USAGE, table) == cost(
            name + ("x" if name.endswith(":") else ""), USAGE, table[place:]
        )


def test_the_operators_prices_come_first(tmp_path: Path) -> None:
    file = tmp_path / "prices.yaml"
    file.write_text("- {model: 'openai:gpt-4.1', input: 1, cached: 1, output: 0}\n- {model: 'mistral:*', input: 2, cached: 2, output: 0}\n")

    table = price_table(file)

    assert cost("openai:gpt-4.1", USAGE, table) == pytest.approx(1.0)
    assert cost("mistral:mistral-large-latest", USAGE, table) == pytest.approx(2.0)
    assert cost("openai:gpt-5-mini", USAGE, table) == cost("openai:gpt-5-mini", USAGE, price_table(None))


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "a: 1",
        "- {model: x, input: -1, cached: 0, output: 0}",
        "- {model: x, input: .nan, cached: 0, output: 0}",
        "- {model: x, input: 1" + "0" * 400 + ", cached: 0, output: 0}",
        "- {model: x, input: 1, output: 0}",
        "- {model: '', input: 1, cached: 1, output: 0}",
        "- {model: x, input: 1, cached: 1, output: 0, extra: 1}",
        "[" * 3000,
        "7" * 20_000,
    ],
)
def test_a_bad_table_is_told_in_one_sentence(tmp_path: Path, content: str) -> None:
    file = tmp_path / "prices.yaml"
    file.write_text(content)

    with pytest.raises(BadInput, match=r"^The price table .{1,400}\.$"):
        price_table(file)


def test_a_table_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")

    for name in ("nowhere", "binary", "."):
        with pytest.raises(BadInput, match=r"^The price table .+ cannot be read: .+\.$"):
            price_table(tmp_path / name)


def test_an_empty_table_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "prices.yaml").write_text("# nothing yet\n")

    assert price_table(tmp_path / "prices.yaml") == price_table(None)
