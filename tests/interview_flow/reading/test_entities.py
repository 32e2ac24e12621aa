"""Entities in the ways candidates write them."""

from interview_flow.phases import Phase


def _drawn(entities):
    return {each.name: [field.name for field in each.fields] for each in entities}


def test_names_with_fields_in_brackets(heard):
    message = "Event(id PK, name, starts_at timestamp), Seat(event_id, seat_no, status enum)."

    found = heard("entities", message, Phase.DATA_MODEL)

    assert _drawn(found) == {"Event": ["id", "name", "starts_at"], "Seat": ["event_id", "seat_no", "status"]}
    assert [(field.type, field.key) for field in found[0].fields] == [(None, True), (None, False), ("timestamp", False)]


def test_bullets_with_a_name_and_its_fields(heard):
    message = "- Rule: id, key_id, limit int, window_s int\n- Bucket: key_id, tokens float, updated_at\n* `users(id, email)`"

    found = heard("entities", message, Phase.DATA_MODEL)

    assert _drawn(found) == {"Rule": ["id", "key_id", "limit", "window_s"], "Bucket": ["key_id", "tokens", "updated_at"], "users": ["id", "email"]}
    assert heard("components", message, Phase.DATA_MODEL) == []


def test_a_table_with_a_row_for_each_entity(heard):
    message = "| Entity | Key fields | Relationships |\n|---|---|---|\n| User | id (PK), name | 1:N Device |\n| Message | room_id, seq, body | belongs to Room |"

    found = heard("entities", message, Phase.DATA_MODEL)

    assert _drawn(found) == {"User": ["id", "name"], "Message": ["room_id", "seq", "body"]}
    assert found[0].fields[0].key
    assert [(relation.target, relation.cardinality) for each in found for relation in each.relations] == [("Device", "1:N"), ("Room", "N:1")]


def test_a_table_with_a_row_for_each_field_under_the_name(heard):
    message = "### versions\n| field | type |\n|---|---|\n| file_id | uuid, PK |\n| number | int |"

    (found,) = heard("entities", message, Phase.DATA_MODEL)

    assert found.name == "versions"
    assert [(field.name, field.type, field.key) for field in found.fields] == [("file_id", "uuid", True), ("number", "int", False)]


def test_sql_with_and_without_a_fence(heard):
    statement = "CREATE TABLE rules (\n  id BIGINT PRIMARY KEY,\n  key_id VARCHAR(64) NOT NULL,\n  cost DECIMAL(10,2),\n  FOREIGN KEY (key_id) REFERENCES keys(id)\n);"

    for message in (statement, f"The schema:\n```sql\n{statement}\n```"):
        (found,) = heard("entities", message, Phase.DATA_MODEL)

        assert found.name == "rules"
        assert [(field.name, field.type, field.key) for field in found.fields] == [
            ("id", "BIGINT", True),
            ("key_id", "VARCHAR(64)", False),
            ("cost", "DECIMAL(10,2)", False),
        ]


def test_a_heading_over_records_is_no_record(heard):
    message = "Entities:\n- Bucket(key_id, tokens), primary key key_id\n- Rule(rule_id, burst), primary key rule_id"

    assert _drawn(heard("entities", message, Phase.DATA_MODEL)) == {"Bucket": ["key_id", "tokens"], "Rule": ["rule_id", "burst"]}


def test_an_entity_told_in_prose_with_its_relations(heard):
    message = "A Booking has an id, a total and a payment reference. An Event has many Seats. A Booking belongs to a User."

    found = heard("entities", message, Phase.DATA_MODEL)

    assert _drawn(found) == {"Booking": ["id", "total", "payment reference"], "Event": []}
    assert [(relation.target, relation.cardinality) for each in found for relation in each.relations] == [("User", "N:1"), ("Seats", "1:N")]


def test_a_table_that_is_only_named_has_no_fields(heard):
    (found,) = heard("entities", "A bookings table.", Phase.DATA_MODEL)

    assert (found.name, found.fields) == ("bookings", ())


def test_calls_and_indexes_are_no_entities(heard):
    message = "createBooking(user_id, seats) -> booking_id. Bookings are indexed on (user_id, created_at)."

    assert heard("entities", message, Phase.DATA_MODEL) == []
