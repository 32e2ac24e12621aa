"""What an interview's calls cost, from a small table that an operator can override."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from bot.commands.failures import BadInput
from bot.interviewers.providers import NoModel, provider_of
from interview_flow.frozen import Frozen
from interview_flow.model_use import Usage
from prompts.library import text

DATED = re.compile(r"-20[0-9]{2}-?[0-9]{2}-?[0-9]{2}$")
LARGEST = 1_000_000.0


class Price(Frozen):
    """USD for a million tokens of the models whose `provider:name` fits the pattern `model`; `cached` for input from the provider's cache."""

    model: str = Field(min_length=1, max_length=200)
    input: float = Field(ge=0, le=LARGEST, allow_inf_nan=False)
    cached: float = Field(ge=0, le=LARGEST, allow_inf_nan=False)
    output: float = Field(ge=0, le=LARGEST, allow_inf_nan=False)


PRICES = TypeAdapter(tuple[Price, ...])


def price_table(path: Path | None) -> tuple[Price, ...]:
    """The operator's prices, then the known ones. Raises `BadInput` for a file that cannot be used."""
    known = PRICES.validate_python(yaml.safe_load(text("interviewer/prices.yaml")))
    return (*_own(path), *known) if path else known


def cost(model: str, usage: Usage, table: Sequence[Price]) -> float | None:
    """In USD; None when the price of this `provider:name` is not known. Writing to a cache is counted as input."""
    price = _price(model, table)
    if price is None:
        return None
    cached = min(usage.cached_tokens, usage.input_tokens)
    return ((usage.input_tokens - cached) * price.input + cached * price.cached + usage.output_tokens * price.output) / 1_000_000


def _price(model: str, table: Sequence[Price]) -> Price | None:
    try:
        provider, named = provider_of(model[:200])
    except NoModel:
        return None
    names = {f"{provider.extra}:{named}", f"{provider.extra}:{DATED.sub('', named)}"}
    return next((price for price in table if any(fnmatchcase(name, price.model) for name in names)), None)


def _own(path: Path) -> tuple[Price, ...]:
    try:
        return PRICES.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or [])
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The price table {path} cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}.") from error
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the whole"
        sentence = (
            f"The price table {path} is a list of entries with model, input, cached and output in USD for a million tokens; wrong at: {where[:80]}."
        )
        raise BadInput(sentence) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"The price table {path} is no YAML.") from error
