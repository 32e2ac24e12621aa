"""OpenAI's responses, as of late 2026 (platform.openai.com/docs/api-reference/responses): langchain takes them for models that have nothing else."""

import json
from collections.abc import Iterator

from tests.fakes.model.answer import Answer
from tests.fakes.model.asked import JSON, Asked, Refused, closed_objects, demand, text_of
from tests.fakes.model.openai import KEEPALIVE, error, key_of

__all__ = ["KEEPALIVE", "PATH", "error", "failed", "frames", "key_of", "read", "whole"]

PATH = "/v1/responses"
KNOWN = set(
    "model input instructions stream stream_options text tools tool_choice parallel_tool_calls temperature top_p max_output_tokens reasoning store include "
    "metadata previous_response_id truncation user service_tier prompt_cache_key safety_identifier".split()
)


def read(body: JSON) -> Asked:
    """What is asked, or `Refused` with what is wrong."""
    if unknown := set(body) - KNOWN:
        raise Refused(400, "invalid_request_error", f"Unknown parameter: '{min(unknown)}'.")
    demand(isinstance(body.get("model"), str), "Missing required parameter: 'model'.")
    demand(body.get("input"), "Missing required parameter: 'input'.")
    inputs = [{"role": "user", "content": body["input"]}] if isinstance(body["input"], str) else body["input"]
    messages = [_message(one) for one in inputs]
    system = (body.get("instructions") or "") + "".join(text for role, text in messages if role == "system")
    schema, tool = _structure(body)
    text = json.dumps([body.get("text"), body.get("tools")]) + (body.get("instructions") or "") + "".join(text for _, text in messages)
    return Asked(
        PATH, body["model"], system, tuple(one for one in messages if one[0] != "system"), bool(body.get("stream")), body, schema, tool, text=text
    )


def _message(message: JSON) -> tuple[str, str]:
    role = message.get("role")
    demand(role in ("system", "developer", "user", "assistant"), "Invalid value for 'role' in 'input'.")
    return "system" if role == "developer" else role, text_of(message.get("content"), "input")


def _structure(body: JSON) -> tuple[JSON | None, str | None]:
    form = (body.get("text") or {}).get("format") or {}
    if form.get("type") == "json_schema":
        demand(isinstance(form.get("name"), str) and isinstance(form.get("schema"), dict), "Missing required parameter: 'text.format.name'.")
        if form.get("strict"):
            closed_objects(form["schema"], "text.format")
        return form["schema"], None
    tools = {tool.get("name"): tool.get("parameters") or {} for tool in body.get("tools") or [] if tool.get("type") == "function"}
    choice = body.get("tool_choice")
    if not isinstance(choice, dict):
        return None, None
    demand(choice.get("name") in tools, f"Tool choice '{choice.get('name')}' not found in 'tools' parameter.")
    return tools[choice["name"]], choice["name"]


def whole(answer: Answer) -> JSON:
    """The answer in one piece."""
    return _response(answer, done=True)


def frames(asked: Asked, answer: Answer) -> Iterator[tuple[bytes, int]]:
    """The stream, event by event, each with the characters of the answer that it carries."""
    events = _events(answer)
    for number, (kind, data, characters) in enumerate(events):
        yield f"event: {kind}\ndata: {json.dumps({'type': kind, 'sequence_number': number} | data)}\n\n".encode(), characters


def failed(kind: str) -> bytes:
    """An error inside the stream."""
    about = error(kind)[1]["error"]
    return f"event: error\ndata: {json.dumps({'type': 'error', 'code': about['code'], 'message': about['message'], 'param': None})}\n\n".encode()


def _events(answer: Answer) -> Iterator[tuple[str, JSON, int]]:
    yield "response.created", {"response": _response(answer, done=False)}, 0
    yield "response.in_progress", {"response": _response(answer, done=False)}, 0
    at = {"item_id": _item(answer, "")["id"], "output_index": 0}
    yield "response.output_item.added", {"output_index": 0, "item": _item(answer, "", "in_progress")}, 0
    if answer.tool:
        for piece in answer.pieces:
            yield "response.function_call_arguments.delta", at | {"delta": piece}, len(piece)
        yield "response.function_call_arguments.done", at | {"arguments": answer.text}, 0
    else:
        yield from _words(answer, at | {"content_index": 0})
    yield "response.output_item.done", {"output_index": 0, "item": _item(answer, answer.text)}, 0
    yield "response.incomplete" if answer.ending == "length" else "response.completed", {"response": _response(answer, done=True)}, 0


def _words(answer: Answer, at: JSON) -> Iterator[tuple[str, JSON, int]]:
    kind, name, extra = ("refusal", "refusal", {}) if answer.refusal else ("output_text", "text", {"logprobs": []})
    yield "response.content_part.added", at | {"part": _part(answer, "")}, 0
    for piece in answer.pieces:
        yield f"response.{kind}.delta", at | {"delta": piece} | extra, len(piece)
    yield f"response.{kind}.done", at | {name: answer.text} | extra, 0
    yield "response.content_part.done", at | {"part": _part(answer, answer.text)}, 0


def _part(answer: Answer, text: str) -> JSON:
    return {"type": "refusal", "refusal": text} if answer.refusal else {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _item(answer: Answer, text: str, status: str = "completed") -> JSON:
    if answer.tool:
        call = {"id": f"fc_{answer.id}", "type": "function_call", "call_id": f"call_{answer.id}", "name": answer.tool}
        return call | {"arguments": text, "status": status}
    content = [_part(answer, text)] if status == "completed" else []
    return {"id": f"msg_{answer.id}", "type": "message", "status": status, "role": "assistant", "content": content}


def _response(answer: Answer, *, done: bool) -> JSON:
    spent, short = answer.spent, answer.ending == "length"
    usage = {
        "input_tokens": spent.read,
        "input_tokens_details": {"cached_tokens": spent.cached},
        "output_tokens": spent.written,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": spent.read + spent.written,
    }
    return {
        "id": f"resp_{answer.id}",
        "object": "response",
        "created_at": 1_790_000_000,
        "status": ("incomplete" if short else "completed") if done else "in_progress",
        "incomplete_details": {"reason": "max_output_tokens"} if done and short else None,
        "error": None,
        "instructions": None,
        "metadata": {},
        "model": answer.model,
        "output": [_item(answer, answer.text)] if done else [],
        "parallel_tool_calls": False,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "usage": usage if done else None,
    }
