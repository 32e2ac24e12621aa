"""OpenAI's chat completions, as of late 2026 (platform.openai.com/docs/api-reference/chat)."""

import json
from collections.abc import Iterator, Mapping

from tests.fakes.model.answer import Answer
from tests.fakes.model.asked import JSON, Asked, Refused, closed_objects, demand, text_of

PATH = "/v1/chat/completions"
KNOWN = set(
    "model messages stream stream_options response_format tools tool_choice parallel_tool_calls temperature top_p n stop seed user metadata store logprobs "
    "max_tokens max_completion_tokens frequency_penalty presence_penalty logit_bias reasoning_effort service_tier prompt_cache_key safety_identifier".split()
)
ERRORS: dict[str, tuple[int, str, str | None, str]] = {
    "invalid_request_error": (400, "invalid_request_error", None, "The request is not as it should be."),
    "too_long": (400, "invalid_request_error", "context_length_exceeded", "This model's maximum context length is 128000 tokens."),
    "key": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
    "unknown_model": (404, "invalid_request_error", "model_not_found", "The model does not exist or you do not have access to it."),
    "rate_limited": (429, "requests", "rate_limit_exceeded", "Rate limit reached for requests."),
    "quota": (429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan and billing details."),
    "server_error": (500, "server_error", None, "The server had an error while processing your request."),
    "unavailable": (503, "server_error", None, "The server is overloaded or not ready yet."),
    "overloaded": (529, "server_error", None, "Overloaded."),
}
"""Status, type, code and message of each failure."""


def key_of(headers: Mapping[str, str]) -> str | None:
    """The key that came with the request."""
    kind, _, key = headers.get("Authorization", "").partition(" ")
    return key if kind == "Bearer" else None


def error(kind: str, message: str | None = None) -> tuple[int, JSON]:
    """The status and the body of a failure."""
    status, name, code, usual = ERRORS[kind]
    return status, {"error": {"message": message or usual, "type": name, "param": None, "code": code}}


def read(body: JSON) -> Asked:
    """What is asked, or `Refused` with what is wrong."""
    if unknown := set(body) - KNOWN:
        raise Refused(400, "invalid_request_error", f"Unrecognized request argument supplied: {', '.join(sorted(unknown))}")
    demand(isinstance(body.get("model"), str), "you must provide a model parameter")
    demand(isinstance(body.get("messages"), list) and body["messages"], "[] is too short - 'messages'")
    _check_options(body)
    messages = [_message(one) for one in body["messages"]]
    schema, tool = _structure(body)
    asked = json.dumps([body.get("response_format"), body.get("tools")]) if schema or tool else ""
    system = "".join(text for role, text in messages if role == "system")
    return Asked(
        PATH,
        body["model"],
        system,
        tuple(one for one in messages if one[0] != "system"),
        bool(body.get("stream")),
        body,
        schema,
        tool,
        bool((body.get("stream_options") or {}).get("include_usage")),
        text=asked + "".join(text for _, text in messages),
    )


def _check_options(body: JSON) -> None:
    demand("stream_options" not in body or body.get("stream"), "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
    heat = body.get("temperature")
    demand(heat is None or (isinstance(heat, int | float) and 0 <= heat <= 2), "Invalid 'temperature': it must lie between 0 and 2.")
    for name in ("max_tokens", "max_completion_tokens"):
        most = body.get(name)
        demand(most is None or (isinstance(most, int) and most > 0), f"Invalid {name!r}: integer below minimum value.")


def _message(message: JSON) -> tuple[str, str]:
    demand(isinstance(message, dict) and message.get("role") in ("system", "developer", "user", "assistant", "tool"), "Invalid role in 'messages'.")
    role = "system" if message["role"] == "developer" else message["role"]
    content = message.get("content")
    if content is None:
        demand(message.get("tool_calls"), "Invalid value for 'content': expected a string, got null.")
        return role, json.dumps(message["tool_calls"])
    return role, text_of(content, "messages")


def _structure(body: JSON) -> tuple[JSON | None, str | None]:
    form = body.get("response_format") or {}
    demand(not form or form.get("type") in ("text", "json_object", "json_schema"), "Invalid 'response_format.type'.")
    if form.get("type") == "json_schema":
        named = form.get("json_schema") or {}
        demand(
            isinstance(named.get("name"), str) and isinstance(named.get("schema"), dict), "Missing required parameter: 'response_format.json_schema'."
        )
        if named.get("strict"):
            closed_objects(named["schema"], "response_format")
        return named["schema"], None
    tools = {tool["function"]["name"]: tool["function"].get("parameters") or {} for tool in body.get("tools") or [] if _is_function(tool)}
    choice = body.get("tool_choice")
    demand(choice is None or tools, "'tool_choice' is only allowed when 'tools' are specified.")
    if isinstance(choice, dict):
        name = choice.get("function", {}).get("name")
        demand(name in tools, f"Tool choice '{name}' not found in 'tools'.")
        return tools[name], name
    name = next(iter(tools)) if choice == "required" else None
    return (tools[name], name) if name else (None, None)


def _is_function(tool: JSON) -> bool:
    demand(
        tool.get("type") == "function" and isinstance((tool.get("function") or {}).get("name"), str),
        "Invalid 'tools': a function with a name is wanted.",
    )
    return True


def whole(answer: Answer) -> JSON:
    """The answer in one piece."""
    message: JSON = {"role": "assistant", "content": None, "refusal": answer.refusal}
    if answer.tool:
        call = {"id": f"call_{answer.id}", "type": "function", "function": {"name": answer.tool, "arguments": answer.text}}
        message["tool_calls"] = [call]
    elif not answer.refusal:
        message["content"] = answer.text
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _reason(answer)}
    return _base(answer, "chat.completion") | {"choices": [choice], "usage": _usage(answer)}


def frames(asked: Asked, answer: Answer) -> Iterator[tuple[bytes, int]]:
    """The stream, event by event, each with the characters of the answer that it carries."""
    head: JSON = {"role": "assistant", "content": None if answer.tool else "", "refusal": None}
    if answer.tool:
        head["tool_calls"] = [{"index": 0, "id": f"call_{answer.id}", "type": "function", "function": {"name": answer.tool, "arguments": ""}}]
    yield _chunk(asked, answer, head), 0
    for piece in answer.pieces:
        yield _chunk(asked, answer, _delta(answer, piece)), len(piece)
    yield _chunk(asked, answer, {}, _reason(answer)), 0
    if asked.tells_usage:
        yield _event(_base(answer, "chat.completion.chunk") | {"choices": [], "usage": _usage(answer)}), 0
    yield b"data: [DONE]\n\n", 0


def failed(kind: str) -> bytes:
    """An error inside the stream."""
    return _event(error(kind)[1])


KEEPALIVE = b": keepalive\n\n"


def _delta(answer: Answer, piece: str) -> JSON:
    if answer.refusal:
        return {"refusal": piece}
    if answer.tool:
        return {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}
    return {"content": piece}


def _chunk(asked: Asked, answer: Answer, delta: JSON, reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return _event(_base(answer, "chat.completion.chunk") | {"choices": [choice]} | ({"usage": None} if asked.tells_usage else {}))


def _event(data: JSON) -> bytes:
    return f"data: {json.dumps(data)}\n\n".encode()


def _base(answer: Answer, kind: str) -> JSON:
    return {"id": f"chatcmpl-{answer.id}", "object": kind, "created": 1_790_000_000, "model": answer.model, "service_tier": "default"}


def _reason(answer: Answer) -> str:
    return answer.ending  # a function that had to be called ends with stop, too


def _usage(answer: Answer) -> JSON:
    spent = answer.spent
    return {
        "prompt_tokens": spent.read,
        "completion_tokens": spent.written,
        "total_tokens": spent.read + spent.written,
        "prompt_tokens_details": {"cached_tokens": spent.cached, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0},
    }
