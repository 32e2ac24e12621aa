"""The models that interview: whether each can be had, and what it says to one small question."""

import asyncio
import time
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from bot.checkup.findings import Finding, attention, broken, examined, ok
from bot.interviewers.faults import fault_of
from bot.interviewers.providers import NoModel, chat_model, provider_of, structured
from bot.model_settings import PREFIX, ModelSettings
from interview_flow.model_use import Fault

SECONDS = 20.0
"""How long one call may take: a model of one's own may have to be loaded first."""
TOKENS = 500
"""Few, but some models think first."""
QUESTION = "Is 2 an even number? Answer with the one word yes or no."
SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "The answer.",
    "type": "object",
    "properties": {"answer": {"type": "string"}},
    "required": ["answer"],
    "additionalProperties": False,
}
LATE = "It may be loading or overloaded: try again; if it stays slow, choose a smaller model. Meanwhile interviews go on with guided leads."
ANOTHER_STRUCTURE = f"Set {PREFIX}_STRUCTURE to function_calling or json_mode (what it is now, leave out), or choose another model."
HINTS_OF_STRUCTURE = ("schema", "response_format", "output_config", "tool", "format", "structured")


async def models(settings: ModelSettings) -> list[Finding]:
    """Each model that is set, asked once."""
    if settings.name is None:
        return [_none(settings)]
    asked = [examined("model", _look("model", settings.name, settings.base_url, "", settings), LATE, SECONDS)]
    if settings.second:
        look = _look("second model", settings.second, settings.second_base_url, "_SECOND", settings)
        asked.append(examined("second model", look, LATE, SECONDS))
    return [finding for part in await asyncio.gather(*asked) for finding in part]


def _none(settings: ModelSettings) -> Finding:
    if settings.second:
        advice = f"Set {PREFIX} to the model that is asked first."
        return attention("model", f"{PREFIX}_SECOND is set, but no first model: interviews follow guided leads", advice)
    return ok("model", f"none: interviews follow guided leads; {PREFIX}=provider:name sets one")


async def _look(check: str, name: str, base_url: str | None, which: str, settings: ModelSettings) -> list[Finding]:
    shown = name[:80]
    few = replace(settings, most_output=min(settings.most_output, TOKENS), patience=SECONDS)
    try:
        model = await asyncio.to_thread(chat_model, name, few, base_url)  # its packages take a second to import
    except NoModel as no:
        return [broken(check, f"{shown} cannot be asked", str(no))]
    began, parts = time.monotonic(), list[dict[str, Any]]()
    try:
        async for part in structured(model, name, SCHEMA, few).astream(QUESTION):
            parts.append(part)
    except Exception as error:  # the clients have no base in common
        return [_wrong(check, shown, error, name, base_url, which)]
    if not parts or not isinstance(parts[-1].get("answer"), str):
        return [broken(check, f"{shown} answers, but not in the structure that it is asked for", ANOTHER_STRUCTURE)]
    return [ok(check, f"{shown} answers{_at(base_url)}, in {time.monotonic() - began:.1f} seconds")]


def _wrong(check: str, shown: str, error: Exception, name: str, base_url: str | None, which: str) -> Finding:
    fault, wait = fault_of(error)
    provider = provider_of(name)[0]
    address = f"{PREFIX}{which}_BASE_URL"
    key = (
        f"Set {provider.key} to a valid key that may use this model." if provider.key else f"See who may use what answers{_at(base_url) or ' there'}."
    )
    correct = f", and {address}" if base_url else ""
    match fault:
        case Fault.KEY:
            return broken(check, f"{shown}: the key is refused", key)
        case Fault.UNKNOWN_MODEL:
            pull = f"; or fetch it: ollama pull {provider_of(name)[1][:80]}" if provider.extra == "ollama" else ""
            return broken(check, f"{shown} is not known{_at(base_url)}, or not for this key", f"Correct the name in {PREFIX}{which}{correct}{pull}.")
        case Fault.UNREACHABLE | Fault.CUT:
            what = "cannot be reached" if fault is Fault.UNREACHABLE else "breaks the connection"
            return broken(check, f"{shown}{_at(base_url)} {what}", f"Is it running, is {address} right, and may this machine call it?")
        case Fault.QUOTA:
            return broken(check, f"{shown}: the quota or the credit is used up", f"Raise it in the account at {provider.extra}, or set another key.")
        case Fault.RATE_LIMITED:
            again = f"in {wait:.0f} seconds" if wait else "in a minute"
            return attention(check, f"{shown}: too many calls just now", f"Run `mock-interview doctor` again {again}; if it lasts, raise the limit.")
        case Fault.SERVER:
            return attention(check, f"{shown}: the provider has trouble of its own", "Wait, and run `mock-interview doctor` again.")
        case Fault.TIMEOUT | Fault.SILENCE:
            return broken(check, f"{shown}: no answer within {SECONDS:g} seconds", LATE)
        case Fault.TOO_LONG:
            return attention(
                check, f"{shown} thinks longer than {TOKENS} tokens before it answers", "Choose a model that thinks less, or not at all."
            )
        case Fault.GARBLED:
            return broken(check, f"what answers{_at(base_url) or ' there'} does not speak the protocol of {provider.extra}", f"Correct {address}.")
        case _:
            return _refused(check, shown, error)


def _refused(check: str, shown: str, error: Exception) -> Finding:
    """A question like this one is refused for how it is asked."""
    said = str(error)[:4000].lower()
    if "temperature" in said:
        return broken(check, f"{shown} refuses the temperature", f"Leave {PREFIX}_TEMPERATURE out.")
    if any(hint in said for hint in HINTS_OF_STRUCTURE):
        return broken(check, f"{shown} refuses the way in which structure is asked for", ANOTHER_STRUCTURE)
    return broken(check, f"{shown} refuses a small question ({type(error).__name__})", "Try another model; if that works, this one does not fit.")


def _at(base_url: str | None) -> str:
    """Where it is, without user and password."""
    if not base_url:
        return ""
    address = urlsplit(base_url)
    return f" at {address.hostname}:{address.port}" if address.port else f" at {address.hostname}"
