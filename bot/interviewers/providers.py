"""Any provider's model by its name, and how it is asked for structure. langchain is imported when a model is wanted, not before."""

# The clients take untyped keywords and schemas:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import importlib.util
import json
import logging
import math
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from bot.model_settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel, LanguageModelInput
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.runnables import Runnable, RunnableSequence

Schema = dict[str, Any]

PLACEHOLDER = "none-needed"
"""Sent as the key to an address of one's own that asks for none: the clients insist on one."""
ROOM = 16_384
"""Tokens that Ollama keeps of a conversation; with its own default it drops the beginning, the instructions, without a word."""
TALKATIVE = ("httpx", "httpx2", "httpcore", "openai", "anthropic", "google_genai", "google_genai.models", "langchain_google_genai")
"""Loggers that tell every request at INFO, with its address, in which an operator may have put a key."""
INSTRUCTION = "Answer with one JSON object and nothing else. It fits this JSON Schema: "
THINKING = re.compile(r"(gpt-[5-9]|o\d)(?!.*chat)")
"""OpenAI's names of models that think before they speak."""
THOUGHT: dict[str, dict[str, Any]] = {
    "gemini-2.5-flash": {"thinking_budget": 0},
    "gemini-2.5-pro": {"thinking_budget": 128},
    "gemini-3": {"thinking_level": "low"},
}
"""The least thought that Google's models can be held to: it is taken from the most output, and nobody hears it.
Source: ai.google.dev/gemini-api/docs/thinking."""
UNSTRUCTURED = {
    "openai": re.compile(r"gpt-3|gpt-4-|gpt-4$"),
    "anthropic": re.compile(r"claude-(2|3|instant|(sonnet|opus)-4-(0|2025))"),
}
"""Models that know tools but no JSON Schema for their answer.
Sources: platform.openai.com/docs/guides/structured-outputs, platform.claude.com/docs/en/build-with-claude/structured-outputs."""


class NoModel(Exception):
    """The model cannot be had; the sentence says what to do."""


@dataclass(frozen=True)
class Provider:
    """`extra` is the extra of this package that installs it, `library` langchain's package for it, `langchain` langchain's name; `key` the variable
    that holds the key, None where none is needed."""

    extra: str
    library: str
    langchain: str
    key: str | None


OPENAI = Provider("openai", "langchain_openai", "openai", "OPENAI_API_KEY")
ANTHROPIC = Provider("anthropic", "langchain_anthropic", "anthropic", "ANTHROPIC_API_KEY")
GOOGLE = Provider("google", "langchain_google_genai", "google_genai", "GOOGLE_API_KEY")
MISTRAL = Provider("mistral", "langchain_mistralai", "mistralai", "MISTRAL_API_KEY")
OLLAMA = Provider("ollama", "langchain_ollama", "ollama", None)
PROVIDERS = {name: each for each in (OPENAI, ANTHROPIC, GOOGLE, MISTRAL, OLLAMA) for name in (each.extra, each.langchain)}


def provider_of(name: str) -> tuple[Provider, str]:
    """The provider and the model of `provider:model`. Raises `NoModel`."""
    before, colon, model = name.strip().partition(":")
    provider, model = PROVIDERS.get(before.strip().lower()), model.strip()
    known = ", ".join(dict.fromkeys(each.extra for each in PROVIDERS.values()))
    if not colon or not model:
        raise NoModel(f"A model is named provider:name, like openai:gpt-5-mini; the providers are {known}.")
    if not provider:
        raise NoModel(
            f"The provider {before[:40]!r} is not known: use one of {known}, or openai:name with a base URL for what speaks OpenAI's protocol."
        )
    return provider, model


def caches(name: str) -> bool:
    """Whether the stable beginning of a prompt has to be marked with `cache_control`; the others remember it by themselves or not at all."""
    return provider_of(name)[0] is ANTHROPIC


def chat_model(name: str, settings: ModelSettings, base_url: str | None) -> "BaseChatModel":
    """A model that never tries again by itself. Nothing is asked of it yet. Raises `NoModel`."""
    provider, model = provider_of(name)
    missing = [each for each in ("langchain", provider.library) if not importlib.util.find_spec(each)]
    if missing:
        raise NoModel(f"{provider.extra.capitalize()} models need more packages: pip install 'mock-interview[{provider.extra}]'")
    given = _given(provider, model, settings, base_url, _key(provider, base_url))
    _silence()
    try:
        from langchain.chat_models import init_chat_model

        return init_chat_model(model, model_provider=provider.langchain, **given)
    except ImportError:
        raise NoModel(f"The packages of {provider.extra} do not fit: pip install --upgrade 'mock-interview[{provider.extra}]'") from None
    except (ValueError, TypeError):  # their words may hold what was given
        raise NoModel(
            f"The client of {provider.extra} refuses this model or its settings: check the name, the base URL and the temperature."
        ) from None


def structured(model: "BaseChatModel", name: str, schema: Schema, settings: ModelSettings) -> "Runnable[LanguageModelInput, Schema]":
    """The model, asked for objects of this JSON Schema: `astream` yields ever more of one object, and nothing when what comes is no object."""
    from langchain_core.runnables import RunnableGenerator

    told, asked = _asked(model, name, schema, settings)
    return cast("Runnable[LanguageModelInput, Schema]", (told | asked if told else asked) | RunnableGenerator(_objects))


def bound(model: "BaseChatModel", name: str, schema: Schema, settings: ModelSettings) -> "Runnable[LanguageModelInput, AIMessageChunk]":
    """The same, unread: `astream` yields messages, whose `text` or `tool_call_chunks` hold the JSON, and which alone tell how an answer ended."""
    told, asked = _asked(model, name, schema, settings)
    return cast("Runnable[LanguageModelInput, AIMessageChunk]", told | asked.first if told else asked.first)


def _asked(
    model: "BaseChatModel", name: str, schema: Schema, settings: ModelSettings
) -> "tuple[Runnable[Any, Any] | None, RunnableSequence[Any, Any]]":
    """What puts the schema into the instructions, where nothing else tells of it, and the model with its parser."""
    from langchain_core.runnables import RunnableLambda

    provider, named = provider_of(name)
    method = _method(provider, named, settings.structure)
    titled = {"title": "answer", "description": "The answer.", **schema}
    strictly = {"strict": True} if provider is OPENAI and method == "json_schema" else {}  # some who speak its protocol refuse strict tools
    asked = model.with_structured_output(titled, method=method, **strictly)
    return RunnableLambda(partial(_told, titled)) if method == "json_mode" else None, cast("RunnableSequence[Any, Any]", asked)


def _given(provider: Provider, model: str, settings: ModelSettings, base_url: str | None, key: str | None) -> dict[str, Any]:
    """What the provider's client is built with, by that client's names."""
    given: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if settings.temperature is not None:
        given["temperature"] = settings.temperature
    if provider is OLLAMA:
        wait = {"timeout": settings.patience}
        return {**given, "num_predict": settings.most_output, "num_ctx": ROOM, "client_kwargs": wait}
    given |= {"api_key": key, "max_retries": 0, "timeout": settings.patience}
    if provider is not OPENAI:
        given |= next((each for name, each in THOUGHT.items() if provider is GOOGLE and model.startswith(name)), dict[str, Any]())
        return {**given, "timeout": math.ceil(settings.patience), "max_tokens": settings.most_output}
    given |= {"stream_usage": True, "stream_chunk_timeout": settings.patience}
    if base_url:  # its own address offers both of its protocols, and a few models know only the newer
        given["use_responses_api"] = False
    if THINKING.match(model):
        return {**given, "max_tokens": settings.most_output, "reasoning_effort": "low"}
    if base_url:  # few of those who speak OpenAI's protocol know the newer name that its client would use, or of parallel calls
        return {**given, "extra_body": {"max_tokens": settings.most_output}, "disabled_params": {"parallel_tool_calls": None}}
    return {**given, "max_tokens": settings.most_output}


def _key(provider: Provider, base_url: str | None) -> str | None:
    """From the provider's own variable. Raises `NoModel`."""
    if provider.key is None:
        return None
    key = os.environ.get(provider.key, "").strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise NoModel(f"The key in {provider.key} has characters that no key has: copy it again.")
    if not key and not base_url:
        raise NoModel(f"There is no key: set {provider.key} to a key of {provider.extra}.")
    return key or PLACEHOLDER


def _method(provider: Provider, model: str, wanted: str | None) -> str:
    """JSON Schema where it is known, since tools come late: Anthropic, for one, holds back each argument until it is whole."""
    unstructured = UNSTRUCTURED.get(provider.extra)
    if unstructured and unstructured.match(model) and (wanted != "json_mode" or provider is ANTHROPIC):
        return "function_calling"
    if provider is ANTHROPIC and wanted == "json_mode":
        return "json_schema"
    return wanted or "json_schema"


def _told(schema: Schema, messages: Any) -> "list[BaseMessage]":
    """With the schema in the first system message: in JSON mode nothing else tells the model of it."""
    from langchain_core.messages import SystemMessage, convert_to_messages

    given: list[Any] = messages if isinstance(messages, list) else [messages]
    said = convert_to_messages(given)
    text = INSTRUCTION + json.dumps(schema)
    if not said or not isinstance(said[0], SystemMessage):
        return [SystemMessage(text), *said]
    before: Any = said[0].content
    told = f"{before}\n\n{text}" if isinstance(before, str) else [*before, {"type": "text", "text": text}]
    return [SystemMessage(told), *said[1:]]


async def _objects(parts: AsyncIterator[Any]) -> AsyncIterator[Schema]:
    async for part in parts:
        if isinstance(part, dict):
            yield part


def _silence() -> None:
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.WARNING)
