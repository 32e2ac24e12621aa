"""Anthropic's messages, as of late 2026 (platform.claude.com/docs/en/api/messages)."""

import json
from collections.abc import Iterator, Mapping

from tests.fakes.model.answer import Answer
from tests.fakes.model.asked import JSON, Asked, Refused, closed_objects, demand, text_of

PATH = "/v1/messages"
MOST_MARKS = 4
KNOWN = set(
    "model messages max_tokens system stream tools tool_choice temperature top_p top_k stop_sequences metadata service_tier thinking output_config "
    "cache_control".split()
)
ERRORS: dict[str, tuple[int, str, str]] = {
    "invalid_request_error": (400, "invalid_request_error", "The request is not as it should be."),
    "too_long": (400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
    "quota": (400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing."),
    "key": (401, "authentication_error", "invalid x-api-key"),
    "unknown_model": (404, "not_found_error", "model: unknown"),
    "rate_limited": (429, "rate_limit_error", "This request would exceed your organization's rate limit."),
    "server_error": (500, "api_error", "Internal server error"),
    "unavailable": (503, "api_error", "Service unavailable"),
    "overloaded": (529, "overloaded_error", "Overloaded"),
}
"""Status, type and message of each failure. An account without money is told so with 400."""


def key_of(headers: Mapping[str, str]) -> str | None:
    """The key that came with the request, as old clients or as new ones send it; without the header of the version nothing is served."""
    demand(headers.get("anthropic-version"), "anthropic-version: header is required")
    return headers.get("x-api-key") or headers.get("Authorization", "").removeprefix("Bearer ")


def error(kind: str, message: str | None = None) -> tuple[int, JSON]:
    """The status and the body of a failure."""
    status, name, usual = ERRORS[kind]
    return status, {"type": "error", "error": {"type": name, "message": message or usual}, "request_id": "req_fake"}


def read(body: JSON) -> Asked:
    """What is asked, or `Refused` with what is wrong."""
    if unknown := set(body) - KNOWN:
        raise Refused(400, "invalid_request_error", f"{min(unknown)}: Extra inputs are not permitted")
    demand(isinstance(body.get("model"), str), "model: Field required")
    demand(isinstance(body.get("max_tokens"), int) and body["max_tokens"] > 0, "max_tokens: Field required")
    heat = body.get("temperature")
    demand(heat is None or (isinstance(heat, int | float) and 0 <= heat <= 1), "temperature: range: 0..1")
    demand(isinstance(body.get("messages"), list) and body["messages"], "messages: at least one message is required")
    schema, tool = _structure(body)
    prefix = json.dumps([body.get("tools"), body.get("output_config")]) if schema else ""
    text, marks = _marked(prefix, body)
    system = text_of(body["system"], "system") if body.get("system") else ""
    messages = tuple(_message(one) for one in body["messages"])
    return Asked(PATH, body["model"], system, messages, bool(body.get("stream")), body, schema, tool, marks=marks, text=text)


def _message(message: JSON) -> tuple[str, str]:
    demand(isinstance(message, dict) and message.get("role") in ("user", "assistant"), "messages: Unexpected role")
    text = text_of(message.get("content"), "messages")
    demand(text.strip(), "messages: text content blocks must be non-empty")
    return message["role"], text


def _structure(body: JSON) -> tuple[JSON | None, str | None]:
    form = (body.get("output_config") or {}).get("format")
    if form:
        demand(form.get("type") == "json_schema" and isinstance(form.get("schema"), dict), "output_config.format: a schema is wanted")
        closed_objects(form["schema"], "output_config.format")
        return form["schema"], None
    tools = {tool.get("name"): tool.get("input_schema") for tool in body.get("tools") or []}
    demand(all(isinstance(name, str) and isinstance(schema, dict) for name, schema in tools.items()), "tools: name and input_schema are required")
    choice = body.get("tool_choice") or {}
    demand(not choice or tools, "tool_choice may only be specified while providing tools")
    name = choice.get("name") if choice.get("type") == "tool" else next(iter(tools)) if choice.get("type") == "any" else None
    demand(name is None or name in tools, f"Tool '{name}' not found in provided tools")
    return (tools[name], name) if name else (None, None)


def _marked(prefix: str, body: JSON) -> tuple[str, tuple[int, ...]]:
    """All that is read, and how long it is up to each mark of the cache; tools come first, then the system, then the messages."""
    text, marks = prefix, list[int]()
    contents = [body.get("system") or [], *(message.get("content") for message in body["messages"])]
    for content in contents:
        for block in content if isinstance(content, list) else [{"type": "text", "text": content}]:
            text += text_of([block], "content")
            if control := block.get("cache_control"):
                demand(control.get("type") == "ephemeral", "cache_control: only 'ephemeral' is known")
                marks.append(len(text))
    if body.get("cache_control"):
        marks.append(len(text))
    demand(len(marks) <= MOST_MARKS, f"A maximum of {MOST_MARKS} blocks with cache_control may be provided.")
    return text, tuple(marks)


def whole(answer: Answer) -> JSON:
    """The answer in one piece."""
    block: JSON = {"type": "text", "text": answer.text}
    if answer.tool:
        try:
            block = {"type": "tool_use", "id": f"toolu_{answer.id}", "name": answer.tool, "input": json.loads(answer.text)}
        except (ValueError, RecursionError):  # what is no JSON cannot be put on this wire
            block = {"type": "tool_use", "id": f"toolu_{answer.id}", "name": answer.tool, "input": {}}
    content = [] if answer.refusal or not answer.text else [block]
    return _base(answer) | {"content": content, "stop_reason": _reason(answer), "usage": _usage(answer) | {"output_tokens": answer.spent.written}}


def frames(asked: Asked, answer: Answer) -> Iterator[tuple[bytes, int]]:
    """The stream, event by event, each with the characters of the answer that it carries."""
    start = _base(answer) | {"content": [], "stop_reason": None, "usage": _usage(answer) | {"output_tokens": 1}}
    yield _event("message_start", message=start), 0
    yield KEEPALIVE, 0
    if answer.pieces and not answer.refusal:
        tool = {"type": "tool_use", "id": f"toolu_{answer.id}", "name": answer.tool, "input": {}}
        yield _event("content_block_start", index=0, content_block=tool if answer.tool else {"type": "text", "text": ""}), 0
        for piece in answer.pieces:
            delta = {"type": "input_json_delta", "partial_json": piece} if answer.tool else {"type": "text_delta", "text": piece}
            yield _event("content_block_delta", index=0, delta=delta), len(piece)
        yield _event("content_block_stop", index=0), 0
    delta = {"stop_reason": _reason(answer), "stop_sequence": None}
    yield _event("message_delta", delta=delta, usage=_usage(answer) | {"output_tokens": answer.spent.written}), 0
    yield _event("message_stop"), 0


def failed(kind: str) -> bytes:
    """An error inside the stream."""
    return _event("error", error=error(kind)[1]["error"])


def _event(kind: str, **data: object) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind} | data)}\n\n".encode()


KEEPALIVE = _event("ping")


def _base(answer: Answer) -> JSON:
    return {"id": f"msg_{answer.id}", "type": "message", "role": "assistant", "model": answer.model, "stop_sequence": None}


def _reason(answer: Answer) -> str:
    if answer.refusal:
        return "refusal"
    return "max_tokens" if answer.ending == "length" else "tool_use" if answer.tool else "end_turn"


def _usage(answer: Answer) -> JSON:
    spent = answer.spent
    return {
        "input_tokens": spent.read - spent.cached - spent.stored,
        "cache_read_input_tokens": spent.cached,
        "cache_creation_input_tokens": spent.stored,
    }
