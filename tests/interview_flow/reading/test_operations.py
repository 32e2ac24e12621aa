"""The contract: HTTP, named calls, rpc."""

from interview_flow.phases import Phase


def _parts(operation):
    return operation.name, operation.input, operation.output, operation.errors


def test_an_endpoint_with_input_output_and_errors_in_the_same_sentence(heard):
    message = "PUT /rules/{id} {limit, window} -> 200 {rule}; 404 no such rule, 422 bad window. GET /rules?key= -> [{id, limit}], 403 not yours."

    found = heard("operations", message, Phase.DATA_MODEL)

    assert [_parts(each) for each in found] == [
        ("PUT /rules/{id}", "{limit, window}", "200 {rule}", ("404 no such rule", "422 bad window")),
        ("GET /rules?key=", None, "[{id, limit}]", ("403 not yours",)),
    ]


def test_errors_in_the_next_sentence_belong_to_the_operation_before(heard):
    message = "```http\nPOST /rooms/{id}/messages {client_id, body} -> 201 {seq}\n```\nErrors are 403 not a member, 413 too long."

    (found,) = heard("operations", message, Phase.DATA_MODEL)

    assert _parts(found) == ("POST /rooms/{id}/messages", "{client_id, body}", "201 {seq}", ("403 not a member", "413 too long"))


def test_a_bullet_with_a_description_and_what_it_returns(heard):
    message = "* `POST /files/{id}/versions` {base, blocks} - commits a version; returns 201 {number}, or 409 when the base is old"

    (found,) = heard("operations", message, Phase.DATA_MODEL)

    assert _parts(found) == ("POST /files/{id}/versions", "{base, blocks}", "201 {number}", ("409 when the base is old",))


def test_named_calls_with_arrow_colon_and_returns(heard):
    message = (
        "hold(event_id, seats[]) -> hold_id | 409 seat taken\npay(hold_id, token) -> booking_id; 402 declined\nlistSeats(event_id) returns [seat]"
    )

    found = heard("operations", message, Phase.DATA_MODEL)

    assert [_parts(each) for each in found] == [
        ("hold", "event_id, seats[]", "hold_id", ("409 seat taken",)),
        ("pay", "hold_id, token", "booking_id", ("402 declined",)),
        ("listSeats", "event_id", "[seat]", ()),
    ]


def test_rpc(heard):
    message = "```proto\nrpc SendMessage(SendRequest) returns (SendResponse)\n```"

    (found,) = heard("operations", message, Phase.DATA_MODEL)

    assert _parts(found) == ("SendMessage", "SendRequest", "SendResponse", ())


def test_a_table_of_endpoints(heard):
    message = "| Method | Path | In | Out | Errors |\n|---|---|---|---|---|\n| POST | /holds | {seats} | 201 {hold_id} | 409 taken |"

    (found,) = heard("operations", message, Phase.DATA_MODEL)

    assert _parts(found) == ("POST /holds", "{seats}", "201 {hold_id}", ("409 taken",))


def test_a_method_without_a_path_is_no_operation(heard):
    assert heard("operations", "POST takes an idempotency key so that a retry is harmless.", Phase.DATA_MODEL) == []
