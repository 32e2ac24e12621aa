"""What can be set about the model, and what is said about a value that makes no sense."""

from pathlib import Path

import pytest

from bot.commands.failures import BadInput
from bot.model_settings import ModelSettings
from bot.settings import Settings

NUMBERS = ["TEMPERATURE", "MOST_OUTPUT", "SILENCE", "PATIENCE", "TURNS_A_DAY", "TOKENS_A_DAY", "WORKSPACE_TURNS_A_DAY", "WORKSPACE_TOKENS_A_DAY"]


def read(**variables: str) -> ModelSettings:
    return Settings.from_environment({f"MOCK_INTERVIEW_MODEL{name}": value for name, value in variables.items()}).model


def test_without_variables_there_is_no_model_and_no_limit() -> None:
    assert read() == ModelSettings()
    assert read(_BASE_URL="", _TEMPERATURE=" ", _TURNS_A_DAY="") == ModelSettings()


def test_every_variable_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "MOCK_INTERVIEW_MODEL": "openai:gpt-5",
            "MOCK_INTERVIEW_MODEL_BASE_URL": "http://127.0.0.1:8000/v1/",
            "MOCK_INTERVIEW_MODEL_SECOND": "ollama:qwen3:8b",
            "MOCK_INTERVIEW_MODEL_SECOND_BASE_URL": "http://[::1]:11434",
            "MOCK_INTERVIEW_MODEL_TEMPERATURE": "0",
            "MOCK_INTERVIEW_MODEL_MOST_OUTPUT": "2_000",
            "MOCK_INTERVIEW_MODEL_SILENCE": "7.5",
            "MOCK_INTERVIEW_MODEL_PATIENCE": "12",
            "MOCK_INTERVIEW_MODEL_STRUCTURE": "function_calling",
            "MOCK_INTERVIEW_MODEL_TURNS_A_DAY": "0",
            "MOCK_INTERVIEW_MODEL_TOKENS_A_DAY": "100000",
            "MOCK_INTERVIEW_MODEL_WORKSPACE_TURNS_A_DAY": "500",
            "MOCK_INTERVIEW_MODEL_WORKSPACE_TOKENS_A_DAY": "1000000",
            "MOCK_INTERVIEW_MODEL_PRICES": str(tmp_path / "prices.yaml"),
        }
    ).model

    assert settings == ModelSettings(
        name="openai:gpt-5",
        base_url="http://127.0.0.1:8000/v1",
        second="ollama:qwen3:8b",
        second_base_url="http://[::1]:11434",
        temperature=0.0,
        most_output=2000,
        silence=7.5,
        patience=12.0,
        structure="function_calling",
        turns_a_day=0,
        tokens_a_day=100_000,
        workspace_turns_a_day=500,
        workspace_tokens_a_day=1_000_000,
        prices=tmp_path / "prices.yaml",
    )


@pytest.mark.parametrize("value", ["ten", "nan", "-1", "inf", "1" + "0" * 400, "٣", "9" * 20_000, "[[[", "1e999", "0x10"])
@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_that_is_none_is_refused_with_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=f"^MOCK_INTERVIEW_MODEL_{name} is a .{{0,150}}$"):
        read(**{f"_{name}": value})


@pytest.mark.parametrize("value", ["models.example.com", "ftp://host/v1", "http://", "http://[::1", "http://host:port", "https://me:secret@[x"])
def test_what_is_no_address_is_refused_without_repeating_it(value: str) -> None:
    with pytest.raises(BadInput, match="MOCK_INTERVIEW_MODEL_SECOND_BASE_URL is an address") as refused:
        read(_SECOND_BASE_URL=value)

    assert "secret" not in str(refused.value)


def test_an_unknown_structure_is_refused() -> None:
    with pytest.raises(BadInput, match="MOCK_INTERVIEW_MODEL_STRUCTURE is one of json_schema, function_calling, json_mode, not 'xml'"):
        read(_STRUCTURE="xml")


def test_the_home_of_a_stranger_is_refused() -> None:
    with pytest.raises(BadInput, match="MOCK_INTERVIEW_MODEL_PRICES names the home"):
        read(_PRICES="~nobody-of-this-name/prices.yaml")


def test_a_password_in_an_address_is_not_shown() -> None:
    assert "secret" not in repr(read(_BASE_URL="https://me:secret@models.example.com/v1"))
