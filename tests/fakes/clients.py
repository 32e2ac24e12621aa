"""The real clients of langchain, each in the ways in which it asks for a structure."""

from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.messages import AIMessageChunk
from langchain_core.runnables import Runnable

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
MAYBE = {"anyOf": [{"type": "string"}, {"type": "null"}]}
KINDS = (
    "chat json_schema",
    "chat function_calling",
    "responses json_schema",
    "responses function_calling",
    "anthropic json_schema",
    "anthropic function_calling",
)
"""Wire protocol and method."""
ONCE = {"Connection": "close"}
"""langchain keeps its clients, and they their connections, longer than the event loop of a test."""
SECONDS = 5.0
"""What a client waits for a byte."""


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


SCHEMA = {
    "title": "Turn",
    "description": "What the interviewer makes of a turn.",
    **_object(
        findings=_list(criterion=TEXT, status={"type": "string", "enum": ["met", "partial"]}, turn=NUMBER, quote=TEXT),
        notes=_list(section=TEXT, text=TEXT, name=MAYBE, value=MAYBE, about=MAYBE),
        requests=_list(turn=NUMBER, quote=TEXT, fact=MAYBE),
        aims_at=MAYBE,
        reaction=TEXT,
        question=TEXT,
    ),
}


def chat(kind: str, url: str, key: str, **settings: Any) -> Any:
    """The chat model that speaks this protocol to a server at this address, which ends without /v1."""
    protocol, options = kind.split()[0], {"api_key": key, "max_retries": 0, "timeout": SECONDS, "default_headers": ONCE} | settings
    if protocol == "anthropic":
        return init_chat_model("anthropic:claude-x", base_url=url, **options)
    return init_chat_model("openai:gpt-x", base_url=f"{url}/v1", stream_usage=True, use_responses_api=protocol == "responses", **options)


def structured(kind: str, url: str, key: str, **settings: Any) -> Runnable[Any, Any]:
    """The same, asked for a turn; streams partial answers."""
    protocol, method = kind.split()
    strict = {} if protocol == "anthropic" else {"strict": True}
    return chat(kind, url, key, **settings).with_structured_output(SCHEMA, method=method, **strict)


def bound(kind: str, url: str, key: str, **settings: Any) -> Runnable[Any, AIMessageChunk]:
    """The same without the parser, which hides how the answer ended; streams pieces of it."""
    return structured(kind, url, key, **settings).first  # type: ignore[attr-defined]


def json_of(message: AIMessageChunk) -> str:
    """The JSON text of an answer or of a piece of one."""
    return "".join(call["args"] or "" for call in message.tool_call_chunks) or message.text


def ending(message: AIMessageChunk) -> str | None:
    """How the whole answer ended, as the provider says; None when it does not."""
    told = message.response_metadata
    return told.get("finish_reason") or told.get("stop_reason") or told.get("status")
