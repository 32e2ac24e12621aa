"""What a text is about, as far as a program can tell: its words by their stems, words for the same deed or thing taken together."""

import re
from functools import cache, lru_cache

from interview_flow.sentences import plain

_DEEDS = """
create: create make add put new generate shorten register compose produce mint issue open-up set-up
send: send write reply submit publish broadcast emit share dispatch
post: post publish submit share upload tweet
see: see read view get look-up fetch list look browse show display check render inspect watch consult present
search: search find query autocomplete lookup suggest discover typeahead
visit: open visit land redirect redirects follow resolve bounce tap navigate
upload: upload store save put attach backup back-up ingest import
download: download fetch pull export stream
play: play watch stream playback view
notify: notify notification alert push ping email mail remind reminder nudge sms digest
pay: pay payment charge checkout check-out purchase buy billing card refund invoice psp pays paid wallet
book: book booking reserve reservation hold grab claim lock held
choose: choose choice select selection pick
remove: remove delete call-off cancel cancellation revoke withdraw unsend erase clear discard tombstone
change: edit update change modify rename move shift adjust reschedule patch repoint
receive: receive recieve reciev deliver delivery live realtime real-time arrive incoming fan-out fanout
subscribe: follow subscribe subscription join unfollow
share: share invite permission grant collaborate access
rank: rank ranking leaderboard score top position board
rate: rate review like react vote upvote star feedback rating
count: count counter counting analytics analytic statistic stat stats metric click clicks report aggregate aggregator total
limit: limit limiter throttle quota rule policy
block: block ban mute blocked
schedule: schedule scheduler plan cron recurring later delay delayed timer
run: run execute process execution runner executor
match: match matching matcher matchmaking assign pair dispatch
track: track tracking tracker follow gps ping locate location
sync: sync synchronise synchronize synchronized reconcile
login: login log-in sign-in signup sign-up auth authenticate authentication authorise authorize
scan: scan scanner gate door check-in
wait: queue line wait waiting
crawl: crawl crawler fetch fetcher spider download visit
convert: transcode transcoder encode encoder convert compress resize
expire: expire expiry expiration end lapse ttl deadline lifetime sweeper
catchup: catch-up catch-up missed away offline reconnect resume
recommend: recommend recommendation suggest personalise personalize personalized
refuse: refuse refusal reject rejection deny denied decline
moderate: moderate moderation flag report
list: list listing advertise offer promote promoter organiser organizer
deduplicate: deduplicate dedupe duplicate dedup
"""
_THINGS = """
message: message msg text messages
conversation: conversation convo thread chat dm room channel group-chat
photo: photo picture image pic img thumbnail media attachment
video: video clip movie film footage media
link: link url short-link shortlink
alias: alias slug vanity custom ending nickname
account: account profile
place: location position gps coordinate coordinates whereabouts
trip: trip ride journey
statistic: statistic stat analytic analytics count clicks click metric figure dashboard
presence: online presence heartbeat last-seen
seat: seat
event: event show concert gig match performance
ticket: ticket
mark: mark receipt tick readmark readed
order: order purchase
file: file document doc attachment
folder: folder directory
feed: feed timeline home
post: post tweet
comment: comment reply
friend: friend follower followee followers contact
old: old past history historic earlier archive scroll backlog previous
block: block blocklist blocked ban
target: target destination
fare: fare price cost pricing quote
restaurant: restaurant shop store merchant
courier: courier driver rider dasher
product: product item goods catalogue catalog
cart: cart basket
page: page website site webpage
job: job task
line: queue line waiting
map: map plan layout
"""
GENERIC = frozenset({"create", "see", "change", "remove", "send", "list", "get"})
"""Deeds that nearly every system has: alone they tell nothing."""
_EMPTY = frozenset(
    "the and for from with that this can may must should could would will able per each every when then user users person people somebody someone anyone everyone customer "
    "customers client clients buyer seller sender recipient viewer reader writer creator visitor owner caller member guest operator their they them its our your his her who which what how why where all any some one two three own other only also just than into onto over under out "
    "not are was were been being have has had does did want wants need needs new use used using service svc server system app application data thing things "
    "api handle handles manage manages support via e.g etc so at in on of to by as is it be or an a we i if no do up my me us you he she about between within v1 v2 id ids within "
    "gone told tell told other others another able part parts component components feature features requirement requirements main let lets take takes goes gone time times much many more most less least way two three four five six seven eight nine ten twenty hundred second minute hour day week month year".split()
)
_WORD = re.compile(r"[a-z]+|\d{3}(?!\d)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COMPOUND = re.compile(r"\b(back|call|catch|check|fan|log|look|set|sign|real|open|last|short) (up|off|out|in|time|seen|link)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|has|have) (?:been )?(?:read|seen)\b")
"""What is asked of a message is its mark."""
_GETS = re.compile(r"\bgets? (?=\w+ed\b)")
"""A passive, in which nothing is fetched."""
_VERSION = re.compile(r"/(?:api|v\d+)\b")


@lru_cache(maxsize=8192)
def concepts(text: str) -> frozenset[str]:
    """What the words of a text stand for: `POST /v1/messages` and "users post messages" share two of them."""
    found: set[str] = set()
    for word in _words(text):
        found |= _concepts(word)
    return frozenset(found)


@lru_cache(maxsize=8192)
def meanings(text: str) -> tuple[frozenset[str], ...]:
    """The same word by word, each word once."""
    return tuple({stem(word): _concepts(word) for word in _words(text)}.values())


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """The words that carry a text, cut to their stems."""
    return frozenset(stem(word) for word in _words(text))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """`bookings`, `booking`, `booked` -> `book`."""
    for ending in ("ations", "ation", "ments", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word[: -len(ending)]
            doubled = len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz" and ending in ("ing", "ings", "ed")
            return bare[:-1] if doubled else bare
    return word


def _words(text: str) -> list[str]:
    folded = _PASSIVE.sub("readmark", _GETS.sub("", plain(_VERSION.sub(" ", _CAMEL.sub(" ", text)))))
    folded = _COMPOUND.sub(r"\1\2", folded)
    return [word for word in _WORD.findall(folded) if len(word) > 1 and word not in _EMPTY and word.removesuffix("s") not in _EMPTY]


@lru_cache(maxsize=8192)
def _concepts(word: str) -> frozenset[str]:
    cut = stem(word)
    return _kinds().get(cut, frozenset({cut}))


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The concepts of each stem; a word may stand for several."""
    kinds: dict[str, frozenset[str]] = {}
    for line in (*_DEEDS.strip().splitlines(), *_THINGS.strip().splitlines()):
        concept, _, words = line.partition(": ")
        for word in words.replace("-", "").split():
            kinds[stem(word)] = kinds.get(stem(word), frozenset()) | {concept}
    return kinds
