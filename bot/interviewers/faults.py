"""What the clients of the providers raise, in the interview's own words. Told by names, statuses and bodies: no provider's package is imported here."""

# What others raise is looked at without knowing its type:
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.interviewers.retry_after import retry_after
from interview_flow.model_use import Fault

DEEPEST = 12
"""Causes of causes that are looked at."""
READ = 8_000
"""Characters of an error's text that are looked at."""

CLASSES = {
    "ModelRefusalError": Fault.REFUSED,
    "OpenAIRefusalError": Fault.REFUSED,
    "ContentFilterFinishReasonError": Fault.REFUSED,
    "LengthFinishReasonError": Fault.TOO_LONG,
    "ContextOverflowError": Fault.TOO_LONG,
    "StreamChunkTimeoutError": Fault.SILENCE,
    "OutputParserException": Fault.GARBLED,
    "ValidationError": Fault.GARBLED,
    "APIResponseValidationError": Fault.GARBLED,
    "UnknownApiResponseError": Fault.GARBLED,
    "JSONDecodeError": Fault.GARBLED,
    "RecursionError": Fault.GARBLED,
    "DecodingError": Fault.GARBLED,
    "RemoteProtocolError": Fault.CUT,
    "ReadError": Fault.CUT,
    "WriteError": Fault.CUT,
    "StreamError": Fault.CUT,
    "ClientPayloadError": Fault.CUT,
    "ServerDisconnectedError": Fault.CUT,
    "IncompleteReadError": Fault.CUT,
    "ConnectionResetError": Fault.CUT,
    "BrokenPipeError": Fault.CUT,
    "ConnectTimeout": Fault.UNREACHABLE,
    "ConnectError": Fault.UNREACHABLE,
    "UnsupportedProtocol": Fault.UNREACHABLE,
    "InvalidURL": Fault.UNREACHABLE,
    "ProxyError": Fault.UNREACHABLE,
    "ClientConnectorError": Fault.UNREACHABLE,
    "ConnectionTimeoutError": Fault.UNREACHABLE,
    "gaierror": Fault.UNREACHABLE,
    "SSLError": Fault.UNREACHABLE,
    "ConnectionRefusedError": Fault.UNREACHABLE,
    "TimeoutException": Fault.TIMEOUT,
    "ModelTimeoutError": Fault.TIMEOUT,
    "APITimeoutError": Fault.TIMEOUT,
    "TimeoutError": Fault.TIMEOUT,
    "ModelAuthenticationError": Fault.KEY,
    "AuthenticationError": Fault.KEY,
    "CredentialsError": Fault.KEY,
    "DefaultCredentialsError": Fault.KEY,
}
"""By the name of a class or of one that it comes from."""
CONNECTIONS = {"APIConnectionError", "ModelConnectionError", "ConnectionError", "TransportError", "ClientConnectionError"}
"""Say nothing of whether the connection was never made or broke; their causes may."""
TYPES = {
    "overloaded_error": Fault.SERVER,
    "api_error": Fault.SERVER,
    "server_error": Fault.SERVER,
    "internal_server_error": Fault.SERVER,
    "timeout_error": Fault.TIMEOUT,
    "rate_limit_error": Fault.RATE_LIMITED,
    "rate_limit_exceeded": Fault.RATE_LIMITED,
    "authentication_error": Fault.KEY,
    "invalid_api_key": Fault.KEY,
    "permission_error": Fault.KEY,
    "not_found_error": Fault.UNKNOWN_MODEL,
}
"""What a body calls its error; an error in the midst of a stream has no status."""
FINISHES = {
    "length": Fault.TOO_LONG,
    "max_tokens": Fault.TOO_LONG,
    "model_length": Fault.TOO_LONG,
    "model_context_window_exceeded": Fault.TOO_LONG,
    "content_filter": Fault.REFUSED,
    "refusal": Fault.REFUSED,
    "safety": Fault.REFUSED,
    "prohibited_content": Fault.REFUSED,
    "blocklist": Fault.REFUSED,
    "recitation": Fault.REFUSED,
    "spii": Fault.REFUSED,
    "error": Fault.SERVER,
}

QUOTA = re.compile(
    r"insufficient_quota|exceeded your current quota|billing_(hard_limit|error|not_active)|credit balance|insufficient (balance|credits?)|perday"
)
BRIEFLY = re.compile(r"retryinfo|retrydelay")
UNKNOWN = re.compile(
    r"model_not_found|invalid[_ ]model|model[^.]{0,120}(does not exist|not found|is not (available|supported|a valid))|unknown model|no such model"
)
BAD_KEY = re.compile(r"invalid_api_key|api_key_invalid|api key not valid|api key expired|incorrect api key")
FLAGGED = re.compile(r"content_filter|content_policy|content management policy|responsibleai|safety system|prohibited_content")
LONG = re.compile(
    r"context_length_exceeded|maximum context length|prompt is too long|context window|too many tokens in|exceeds the maximum number of tokens"
)


def fault_of(error: BaseException) -> tuple[Fault, float | None]:
    """Why a call failed, and after how many seconds the provider says to ask again, None when it does not say."""
    chain = list(_chain(error))
    wait = next((rest for each in chain if (rest := retry_after(each)) is not None), None)
    classes = [cls.__name__ for each in chain for cls in type(each).__mro__]
    status = next((number for each in chain if (number := _status(each))), None)
    named = _named(classes)
    if named is Fault.REFUSED or named is Fault.TOO_LONG:
        return named, wait
    text = "\n".join(_words(each) for each in chain).lower()
    if status is not None:
        return _of_status(status, text), wait
    return _of_body(chain) or named or _of_words(classes, text), wait


def fault_of_finish(told: Mapping[str, Any]) -> Fault | None:
    """Why an answer ended early, from a message's `response_metadata`; None when it ended well. Most clients raise nothing for it."""
    for name in ("finish_reason", "stop_reason", "done_reason"):
        reason = told.get(name)
        if isinstance(reason, str) and reason.lower() in FINISHES:
            return FINISHES[reason.lower()]
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, the nearest first."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) < DEEPEST:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        members = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting += [cause for cause in (*members, each.__cause__, each.__context__) if isinstance(cause, BaseException)]


def _named(classes: list[str]) -> Fault | None:
    return next((CLASSES[name] for name in classes if name in CLASSES), None)


def _status(error: BaseException) -> int | None:
    """The status of an HTTP answer that is an error."""
    response = getattr(error, "response", None)
    for number in (getattr(error, "status_code", None), getattr(response, "status_code", None), _code(error)):
        if isinstance(number, int) and 400 <= number <= 599:
            return number
    return None


def _code(error: BaseException) -> object:
    """Google's `code` is a status; aiohttp gives one to a torn stream too."""
    return getattr(error, "code", None) if hasattr(error, "details") else None


def _of_status(status: int, text: str) -> Fault:
    if status == 402 or (status in {400, 403, 429} and _quota(text)):
        return Fault.QUOTA
    if status == 429:
        return Fault.RATE_LIMITED
    if status in {400, 403, 404, 422} and UNKNOWN.search(text):
        return Fault.UNKNOWN_MODEL
    if status in {401, 403, 407} or (status == 400 and BAD_KEY.search(text)):
        return Fault.KEY
    if status in {400, 403, 422} and FLAGGED.search(text):
        return Fault.REFUSED
    if status == 413 or (status in {400, 422} and LONG.search(text)):
        return Fault.TOO_LONG
    return {404: Fault.UNKNOWN_MODEL, 408: Fault.TIMEOUT, 409: Fault.SERVER, 425: Fault.SERVER}.get(
        status, Fault.SERVER if status >= 500 else Fault.OTHER
    )


def _quota(text: str) -> bool:
    """Google says "quota" of the minute too, but then it says when to come back."""
    found = {match.group() for match in QUOTA.finditer(text)}
    return "perday" in found or (bool(found) and not BRIEFLY.search(text))


def _of_body(chain: list[BaseException]) -> Fault | None:
    for each in chain:
        body = getattr(each, "body", None)
        inner = body.get("error", body) if isinstance(body, dict) else None
        for told in (inner.get("type"), inner.get("code")) if isinstance(inner, dict) else ():
            if isinstance(told, str) and told in TYPES:
                return TYPES[told]
    return None


def _of_words(classes: list[str], text: str) -> Fault:
    if CONNECTIONS & set(classes):
        return Fault.UNREACHABLE
    if _quota(text):
        return Fault.QUOTA
    if "ResponseError" in classes or "APIError" in classes:  # told in the midst of a stream
        return Fault.SERVER
    return Fault.OTHER


def _words(error: BaseException) -> str:
    """What the provider said, as far as it was read."""
    said = [str(error)[:READ]]
    for told in (getattr(error, "body", None), getattr(error, "details", None), _body(getattr(error, "response", None))):
        if isinstance(told, dict | list):
            said.append(json.dumps(told, default=str)[:READ])
        elif isinstance(told, str):
            said.append(told[:READ])
    return "\n".join(said)


def _body(response: object) -> object:
    try:
        return getattr(response, "text", None)
    except Exception:  # each client has its own error for a body that nobody read
        return None
