"""What candidates designed, by hand: two whole records and a thin one."""

from itertools import pairwise

from interview_flow.design_record import DesignRecord
from interview_flow.notes import (
    AnyNote,
    Aspect,
    Component,
    ComponentKind,
    Decision,
    Entity,
    EntityField,
    Estimate,
    Flow,
    Hop,
    Operation,
    Priority,
    Relation,
    Remark,
    Requirement,
    Statement,
    Target,
)


def folded(*notes: AnyNote) -> DesignRecord:
    """A record of notes."""
    return DesignRecord().joined(notes)


def statement(section: str, text: str, turn: int) -> Statement:
    return Statement.model_validate({"section": section, "text": text, "turn": turn})


def component(name: str, kind: ComponentKind, text: str, role: str, turn: int = 6) -> Component:
    return Component(name=name, kind=kind, text=text, role=role, turn=turn)


def fields(*names: str) -> tuple[EntityField, ...]:
    """`event_id*` is a key, `price:integer` has a type."""
    made = []
    for name in names:
        bare, _, kind = name.partition(":")
        made.append(EntityField(name=bare.rstrip("*"), type=kind or None, key=bare.endswith("*")))
    return tuple(made)


def path(*names: str, **notes: str) -> tuple[Hop, ...]:
    """The hops of a path; `notes` by the number of the hop, as in `h2="on a miss"`."""
    return tuple(Hop(source=one, target=other, note=notes.get(f"h{place}", "")) for place, (one, other) in enumerate(pairwise(names), 1))


def thin() -> DesignRecord:
    """What a weak candidate leaves behind."""
    return folded(
        statement("restatement", "Sell tickets online.", 2),
        Requirement(text="buy tickets", turn=4),
        Estimate(text="a lot of traffic, maybe 4,000 per second", turn=4, metric="requests", value="4,000 per second"),
        component("server", ComponentKind.SERVICE, "We save it on the server.", "", 6),
        Entity(name="tickets", text="A tickets table.", turn=8),
    )


def booking() -> DesignRecord:
    """A whole interview about ticket booking."""
    return folded(*_booking_requirements(), *_booking_parts(), *_booking_data(), *_booking_flows(), *_booking_challenges())


def _booking_requirements() -> tuple[AnyNote, ...]:
    return (
        statement("restatement", "People look for an event, choose their seats, pay, and walk in with a ticket that nobody else holds.", 2),
        statement("users", "The users are buyers who want good seats and organisers who put events on sale.", 2),
        statement("success", "It succeeds when no seat is ever sold twice and a big sale stays calm.", 2),
        statement(
            "hardest_part", "The hard part is the first minute of a big sale, when half a million people want the same sixty thousand seats.", 2
        ),
        Requirement(text="browse events and see the seat map", turn=4, priority=Priority.MUST),
        Requirement(text="hold seats for ten minutes while paying", turn=4, priority=Priority.MUST),
        Requirement(text="pay and receive the ticket", turn=4, priority=Priority.MUST),
        Requirement(text="organisers see how many tickets are sold", turn=4, priority=Priority.NICE),
        Target(text="holding seats p99 under 500 ms", turn=4, quality="latency", value="500 ms"),
        Target(text="99.99% availability for buying, 99.9% for reports", turn=4, quality="availability", value="99.99%"),
        Target(text="a seat must be strongly consistent, the map may lag by three seconds", turn=4, quality="consistency", value="three seconds"),
        statement("assumptions", "I'll assume a payment provider that tells us the result by a webhook.", 4),
        statement("assumptions", "Prices are fixed before the sale begins.", 4),
        statement("out_of_scope", "Out of scope: resale between buyers, and printing on paper.", 4),
        Estimate(
            text="100M views / 86,400 s = about 1,200 per second on average",
            turn=6,
            metric="requests",
            value="1,200 per second",
            calculation="100M views / 86,400 s",
        ),
        Estimate(
            text="peak is 500k people in one minute, so about 8,300 per second",
            turn=6,
            metric="requests",
            value="8,300 per second",
            calculation="500k people / 60 s",
        ),
        Estimate(
            text="1M tickets a day * 1 KB = 1 GB a day, about 365 GB a year",
            turn=6,
            metric="storage",
            value="365 GB a year",
            calculation="1M tickets * 1 KB * 365",
        ),
        Estimate(text="3M people look in on a normal day", turn=6, metric="users", value="3M daily"),
        Estimate(text="250 views for every order, so reads outnumber writes 250:1", turn=6, metric="ratio", value="250:1"),
    )


def _booking_parts() -> tuple[AnyNote, ...]:
    return (
        component(
            "waiting room",
            ComponentKind.EDGE,
            "A waiting room at the edge hands out places in line and lets in as many people as the hold service can take.",
            "lets in as many people as the hold service can take",
        ),
        component(
            "event service",
            ComponentKind.SERVICE,
            "An event service answers browsing and draws the seat map from a cache.",
            "answers browsing and draws the seat map",
        ),
        component(
            "hold service",
            ComponentKind.SERVICE,
            "A hold service is the only part that changes the state of a seat.",
            "the only part that changes the state of a seat",
        ),
        component(
            "order service",
            ComponentKind.SERVICE,
            "An order service takes the payment result and issues the ticket.",
            "takes the payment result and issues the ticket",
        ),
        component("seat store", ComponentKind.STORE, "The seat store keeps one row per seat.", "keeps one row per seat"),
        component("map cache", ComponentKind.CACHE, "The map cache is refreshed every two seconds.", "holds the seat map of each event"),
        component(
            "sales log", ComponentKind.QUEUE, "Every sale goes to a sales log, and a counter reads it for the organisers.", "carries every sale"
        ),
        component("counter", ComponentKind.WORKER, "A counter adds up tickets per event.", "adds up tickets per event"),
        component("payment provider", ComponentKind.EXTERNAL, "The payment provider is somebody else's.", ""),
        Decision(
            text="Holds live in the seat row with an expiry, rather than in a separate lock service, because one conditional update then decides",
            turn=6,
            choice="holds in the seat row",
            alternatives=("a separate lock service",),
            reason="one conditional update then decides",
        ),
        Decision(
            text="We let people wait in line before they may choose seats",
            turn=6,
            choice="a waiting room",
            alternatives=("more machines", "a lottery"),
            reason="the seats are scarce and not the machines",
            cost="half of the people wait for nothing",
        ),
        Remark(text="If a hold expires while the payment runs, the payment is refunded and the buyer is told.", turn=6, aspect=Aspect.EDGE_CASES),
        Remark(text="If two people choose the same seat, the second sees it as taken and the map is refreshed.", turn=6, aspect=Aspect.EDGE_CASES),
        Remark(text="We leave out recommendations on purpose.", turn=6, aspect=Aspect.MAINTAINABILITY),
    )


def _booking_data() -> tuple[AnyNote, ...]:
    return (
        Entity(name="Event", text="Event(event_id, name, starts_at)", turn=8, fields=fields("event_id*", "name", "starts_at:timestamp")),
        Entity(
            name="Seat",
            text="Seat(event_id, seat_no, state, held_until, order_id)",
            turn=8,
            fields=fields("event_id*", "seat_no*", "state", "held_until:timestamp", "order_id"),
            relations=(Relation(target="Event", cardinality="N:1", text="belongs to"),),
        ),
        Entity(name="Order", text="Order(order_id, buyer_id, total)", turn=8, fields=fields("order_id*", "buyer_id", "total:integer")),
        Operation(text="GET", turn=8, method="GET", path="/v1/events/{id}/seats", output="200 [{seat_no, state}]", errors=("404 unknown event",)),
        Operation(
            text="POST",
            turn=8,
            method="POST",
            path="/v1/holds",
            input="{event_id, seats[]}",
            output="201 {hold_id, expires_at}",
            errors=("409 seat taken", "429 not let in yet"),
        ),
        Operation(
            text="POST",
            turn=8,
            method="POST",
            path="/v1/orders",
            input="{hold_id, payment_token}",
            output="202 {order_id}",
            errors=("410 hold expired",),
        ),
        Remark(text="A relational store serves the seats, since a hold touches several rows of one event at once.", turn=8, aspect=Aspect.STORAGE),
        Remark(text="Partition by event_id; a stadium on its first day is the hot key.", turn=8, aspect=Aspect.PARTITIONING),
        Remark(text="An index on held_until lets the sweeper find expired holds.", turn=8, aspect=Aspect.INDEXING),
        Remark(text="A seat has one owner: the update names the old state, so only one of two updates succeeds.", turn=8, aspect=Aspect.CONSISTENCY),
    )


def _booking_flows() -> tuple[AnyNote, ...]:
    return (
        Flow(
            name="Hold seats",
            text="Hold seats: browser -> waiting room -> hold service -> seat store -> 201",
            turn=10,
            hops=path("browser", "waiting room", "hold service", "seat store", "201", h3="conditional update of the seats"),
        ),
        Flow(
            name="Browse",
            text="Browse: browser -> event service -> map cache -> seat store on a miss -> 200",
            turn=10,
            hops=path("browser", "event service", "map cache", "seat store", "200", h3="on a miss"),
        ),
        Flow(
            name="Pay",
            text="Pay: the order service calls the provider",
            turn=10,
            steps=(
                "The order service sends the payment to the provider",
                "the provider calls back with the result",
                "the ticket is issued and mailed",
            ),
        ),
        Remark(
            text="Holding is synchronous, since the buyer waits for the seats; the ticket is sent asynchronously through the sales log.",
            turn=10,
            aspect=Aspect.MESSAGING,
        ),
        Remark(text="The map is read through the cache with a TTL of two seconds.", turn=10, aspect=Aspect.CACHING),
        Remark(text="POST /v1/orders takes an Idempotency-Key, so that a retry does not charge twice.", turn=10, aspect=Aspect.RELIABILITY),
        Remark(text="Budget: edge 20 ms, hold service 30 ms, store 60 ms, well below 500 ms.", turn=10, aspect=Aspect.PERFORMANCE),
        Remark(text="Browser and services talk HTTP, the services gRPC among themselves.", turn=10, aspect=Aspect.PROTOCOLS),
    )


def _booking_challenges() -> tuple[AnyNote, ...]:
    return (
        Remark(
            text="At ten times the load the seat store of one event breaks first, at about 5,000 holds per second, so the waiting room lets in fewer people.",
            turn=12,
            aspect=Aspect.SCALING,
        ),
        Remark(text="The services hold no state, so more of them can be added.", turn=12, aspect=Aspect.SCALING),
        Remark(
            text="The seat store is the single point of failure for one event; it has a synchronous standby in another zone.",
            turn=12,
            aspect=Aspect.RELIABILITY,
        ),
        Remark(text="If the cache is down, the map is drawn from the standby and refreshed less often.", turn=12, aspect=Aspect.RELIABILITY),
        Remark(text="The map is eventual, the seat is not: a stale map only costs a refused click.", turn=12, aspect=Aspect.CONSISTENCY),
        Remark(text="Rate limits per account and a proof of work keep programs out of the line.", turn=12, aspect=Aspect.SECURITY),
        Remark(text="We would roll out by event size, smallest first, with a switch back.", turn=12, aspect=Aspect.DEPLOYMENT),
        Remark(text="Alerts on hold latency, refusals and the age of the oldest unpaid order.", turn=12, aspect=Aspect.MONITORING),
        Remark(text="Least connections in front of the hold service, with a health check every second.", turn=12, aspect=Aspect.LOAD_BALANCING),
        statement(
            "summary", "In short: a waiting room in front of conditional updates on seat rows, with everything nobody waits for behind a log.", 14
        ),
        statement("weaknesses", "A known weakness is that one event cannot be spread over several stores.", 14),
        statement("next_steps", "First a fair draw for the place in line, then resale, then several currencies.", 14),
        statement("next_steps", "Seat maps that update by push.", 14),
        statement("metrics", "I would watch hold p99, the refusal rate and the length of the line.", 14),
    )


def chat() -> DesignRecord:
    """A second whole interview, told with fewer words and without a single hop."""
    return folded(
        statement("restatement", "Two people or a group send each other short messages and see them at once.", 2),
        statement("users", "people with a phone", 2),
        statement("success", "messages in order", 2),
        Requirement(text="send a message to one person or a group", turn=4),
        Requirement(text="receive messages in real time", turn=4),
        Requirement(text="read history on a new device", turn=4),
        Target(text="delivery under 300 ms", turn=4, quality="latency", value="300 ms"),
        Target(text="no message is lost", turn=4, quality="durability"),
        statement("assumptions", "50M daily users, 40 messages each", 4),
        Estimate(
            text="50M * 40 = 2B messages a day, 23,000 per second",
            turn=6,
            metric="requests",
            value="23,000 per second",
            calculation="50M * 40 / 86,400",
        ),
        Estimate(text="2B * 200 bytes = 400 GB a day", turn=6, metric="storage", value="400 GB a day", calculation="2B * 200 bytes"),
        component("gateway", ComponentKind.EDGE, "The gateway keeps a WebSocket per device.", "keeps a WebSocket per device"),
        component(
            "Message service",
            ComponentKind.SERVICE,
            "Message service gives each message its number in the conversation.",
            "gives each message its number",
        ),
        component("Cassandra", ComponentKind.STORE, "Cassandra holds the history by conversation.", "holds the history"),
        Entity(
            name="Message",
            text="Message(conversation_id, seq, sender, body)",
            turn=8,
            fields=fields("conversation_id*", "seq*:bigint", "sender", "body:text"),
        ),
        Entity(name="Member", text="Member(conversation_id, user_id, last_read)", turn=8, fields=fields("conversation_id*", "user_id*", "last_read")),
        Operation(
            text="sendMessage", turn=8, path="sendMessage", input="{conversation_id, body, client_id}", output="{seq}", errors=("403 not a member",)
        ),
        Operation(text="history", turn=8, path="history", input="{conversation_id, before}", output="[{seq, sender, body}]"),
        Decision(
            text="Wide-column store over a relational one",
            turn=8,
            choice="wide-column store",
            alternatives=("a relational store",),
            reason="we only read by conversation in order",
        ),
        Flow(
            name="Send",
            text="The sender's gateway passes the message on, the message service numbers and stores it, and each member's gateway pushes it.",
            turn=10,
        ),
        Remark(text="A device that was away asks for everything after its last number.", turn=10, aspect=Aspect.RELIABILITY),
        Remark(text="order within a conversation, none across", turn=12, aspect=Aspect.CONSISTENCY),
        statement("summary", "Numbered messages per conversation, pushed over open connections.", 14),
        statement("weaknesses", "very large groups", 14),
    )
