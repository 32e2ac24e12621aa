"""Candidates of drills on the URL shortener: of each phase what it aims at, and answers that show everything that can be shown in it."""

from interview_flow.phases import Phase

PARTS = (
    "A load balancer in front of a link service, a Redis cache, Postgres as the store, and a Kafka queue for clicks.\n"
    "A marketer's browser sends POST /links to the load balancer, which hands it to the link service; the link service writes the row to Postgres and "
    "answers 201 only after the commit, so it is durable.\n"
    "A reader opens the short link: the link service looks in Redis, and on a miss it reads Postgres, fills the cache and redirects."
)
REPEATED = (
    "The POST carries an idempotency key, so a repeated request returns the same link instead of creating a second one. The redirect waits synchronously "
    "because the reader needs the target; the click goes to Kafka asynchronously, since nobody waits for it."
)
BUDGET = (
    "Edge 10 ms, link service 5 ms, Redis 2 ms, on a miss Postgres 15 ms: together 32 ms, which is under the 50 ms. If the link service crashes after the "
    "row is committed and before it answers, the row stays behind without anybody knowing its code; the retry with the same key finds it and returns it."
)

STRONG: dict[Phase, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Phase.RESTATE: (
        ("restate.own_words", "restate.stakes"),
        (
            "Somebody holds an address that is far too long for a poster, hands it over, and gets back a handful of letters that lead anybody to the same "
            "page. Marketers create such links, and readers anywhere click them to land on the page they wanted. It is a success when nobody who clicks "
            "ever ends up on an error or waits noticeably. The hardest part will be that everybody clicks the same link in the same minute.",
            "Without it the campaigns fail: if links stop working for a day, printed posters lead nowhere and customers lose money and trust in us.",
        ),
    ),
    Phase.CLARIFY: (
        ("clarify.questions", "clarify.targets", "clarify.priorities"),
        (
            "How many new links are created a month? How many reads for each write? How long does a link live? How fast must a redirect be?",
            "Functional requirements: a marketer shortens a long link; a reader opens a short link and is redirected; a marketer picks a custom alias; a "
            "marketer sees clicks per day. So 10 billion redirects a month, about 100 reads for every write. Out of scope: user accounts and billing. "
            "Non-functional: a redirect takes at most 50 ms at p99, and availability is 99.99% for redirects. Creating a link must be read-your-writes "
            "for its creator; click counts may be eventually consistent, ten minutes stale. Must have: shorten and redirect. Nice to have: the alias and "
            "the statistics.",
            "I would challenge 99.99% for creating: if we relax it to 99.9%, we save a second region for writes.",
        ),
    ),
    Phase.BREAK_DOWN: (
        ("break_down.per_requirement", "break_down.estimates", "break_down.coverage"),
        (
            "Turning a long link into a short one: it must get a code that nobody else has, so the link service takes a number from the counter and writes "
            "the row to the link store.\n"
            "Readable alias: the link service has to check that it is free, and refuses it with 409 if it is already taken.\n"
            "Opening a short link: the redirect service must look it up in the cache first, and on a miss in the link store; an expired or unknown link "
            "gets a 404 page.\n"
            "Clicks per link and day: the redirect service should only drop an event into the click queue, and a counting worker adds them up in the "
            "click store.",
            "Rate: 100 million / (30 * 86,400 s) = 39 writes per second. Redirects: 39 * 100 = 3,900 per second on average; at peak five times that, "
            "about 20,000 per second. Storage: 100 million * 12 * 5 years = 6 billion links, * 500 bytes = 3 TB. Because it is only 3 TB and 39 writes a "
            "second, one primary database with replicas is enough, so I do not shard.",
            "The redirect service exists only to answer redirects, so that it scales apart from creating. The counting worker is separate because a slow "
            "count must not slow a redirect. I leave out a search index and a second region on purpose: not needed until we pass 50,000 redirects per "
            "second.",
        ),
    ),
    Phase.DATA_MODEL: (
        ("data_model.entities", "data_model.operations", "data_model.invariant"),
        (
            "Link(code PK, long_url, owner_id, created_at, expires_at)\nClick(code, day, count), key is (code, day)\n"
            "POST /links {long_url, alias?} -> 201 {code}; 409 alias taken\nGET /links/{code} -> 302 long_url; 404 unknown\n"
            "GET /links/{code}/clicks?day -> 200 {count}; 404",
            "A key-value store, because nearly every access is a look-up by code. Partition by hash of code; the hot key is a link on the evening news, "
            "which the cache in front absorbs.",
            "Code is unique: the primary key with a conditional insert enforces that no code leads to two pages. Rows expire after five years, a nightly "
            "job deletes them, so it grows by 600 GB a year at most. I keep the click counts denormalised in a second store, since counting on read would "
            "cost a scan; it may be ten minutes stale.",
        ),
    ),
    Phase.FLOWS: (("flows.idempotency", "flows.latency_budget"), (PARTS, REPEATED, BUDGET)),
    Phase.CHALLENGES: (
        ("challenges.twist", "challenges.position"),
        (
            "Redirect servers read from a cache in front of a sharded link store, and clicks go through a queue. The bottleneck is the cache, and the "
            "counter that hands out codes is a single point of failure: if it dies nobody can create links, so I give each server a block of a thousand "
            "numbers to go on with. I chose a key-value store over Postgres because every read is by code; the cost I accept is that there are no joins. "
            "At ten times the load, 40,000 redirects per second, the cache gives way first at its 30,000 per second per node, so I shard it by code over "
            "three nodes. If the store is down we fail open for cached links: they still redirect, and creating is refused with 503 until it is back. "
            "Against enumeration and abuse we rate limit each account, and we roll it out to 1% of the readers first and switch back when errors rise.",
            "A link can change now, so the redirect must be a 302, never a 301, which browsers keep. The change writes the store and then publishes an "
            "invalidation to every cache, with a TTL of five seconds as the limit if the message is lost. Two edits at once are settled by a version and "
            "a conditional write.",
            "No, I would keep the counter: with 6 billion links and seven characters a hash cut short will collide by the birthday bound, so every insert "
            "would need a check and a retry.",
        ),
    ),
    Phase.WRAP_UP: (
        ("wrap_up.summary", "wrap_up.metrics", "wrap_up.next_steps"),
        (
            "In short: a link service turns a long link into a short one and stores it, and a redirect service opens short links from a cache in front of "
            "the store; it leaves out accounts and malware scanning. The known weakness is the single counter of codes: while it is down nobody creates "
            "links.",
            "I would watch the p99 of redirects against the 50 ms and alert when it is above 50 ms for five minutes, the error rate of redirects against "
            "99.99%, and the cache hit rate.",
            "First I would do the fail-over of the counter, because that is the biggest risk; then the load test; last the dashboards. Roll-out: first "
            "our own team, then 1% of marketers, then 10%, then all; we roll back if the error rate passes 0.1%.",
        ),
    ),
}
