"""The words that phrases are made of. A word that is not here is looked for among the zones, then taken for a slip of one that is."""

from difflib import get_close_matches

from interview_flow.schedule.rule import LAST, WEEKEND, WORKING_DAYS

WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTH_NAMES = "January February March April May June July August September October November December".split()

WEEKDAYS = {name.lower()[:length]: index for index, name in enumerate(WEEKDAY_NAMES) for length in (3, 99)} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
PLURAL_WEEKDAYS = {f"{name.lower()}s": index for index, name in enumerate(WEEKDAY_NAMES)}
DAY_GROUPS: dict[str, tuple[int, ...]] = {
    "weekday": WORKING_DAYS,
    "weekdays": WORKING_DAYS,
    "workday": WORKING_DAYS,
    "workdays": WORKING_DAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}
GROUP_BEGINNINGS: dict[str, tuple[int, ...]] = {
    "working": WORKING_DAYS,
    "work": WORKING_DAYS,
    "business": WORKING_DAYS,
    "week": WORKING_DAYS,
    "weekend": WEEKEND,
}
"""What makes a group of the word "day" or "days" behind it."""
MONTHS = {name.lower()[:length]: number for number, name in enumerate(MONTH_NAMES, 1) for length in (3, 99)} | {"sept": 9}

_COUNTED = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)} | _TENS
_PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth twentieth".split()
)
ORDINALS = {word: number for number, word in enumerate(_PLACES, 1)} | {"thirtieth": 30, "last": LAST}

UNITS = {word: unit for unit in ("day", "week", "month", "year") for word in (unit, f"{unit}s")}
SHORT_UNITS = dict.fromkeys("h hr hrs hour hours".split(), "hour") | dict.fromkeys("m min mins minute minutes".split(), "minute")
TOO_SHORT = {"s", "sec", "secs", "second", "seconds", "half"}
STEPS = {
    "daily": (1, "day"),
    "everyday": (1, "day"),
    "nightly": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (3, "month"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
}
LONG_UNITS = {"fortnight": (2, "week"), "fortnights": (2, "week"), "quarter": (3, "month"), "quarters": (3, "month")}
_LUNCH = dict.fromkeys(("lunch", "lunchtime", "lunchtimes"), "lunchtime")
PARTS = {word: part for part in ("morning", "afternoon", "evening", "night") for word in (part, f"{part}s")} | _LUNCH
HOURS = {"noon": 12, "midday": 12, "midnight": 0}

EVERY, AND, RANGE = {"every", "each", "all"}, {",", "and", "&", "+", "plus"}, {"-", "to", "through", "thru"}
FROM = {"from", "starting", "beginning", "start", "begin", "since", "as"}
UNTIL = {"until", "till", "til", "through", "thru", "ending"}
EXCEPT = {"except", "excluding", "without", "not", "no", "apart"}
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1, "tmrw": 1, "now": 0}
ARTICLES, HALVES = {"a", "an"}, {"am", "pm", "a.m", "p.m", "a.m.", "p.m."}

POLITE = set(
    "please remind me my a an the at on of us i i'd want would like could can you set send give make create add kindly hey hi reminder reminders drill "
    "drills practice practise time o'clock oclock sharp then also again about around by do once and but thanks thank ok okay only forever including early".split()
)
PUNCTUATION = set(",;&+@-")
_OTHERS = "other half quarter past next this after tonight local couple with in for twice thrice times hourly minutely biweekly bimonthly coming single end alternate never least"
KNOWN = {
    word
    for words in (
        *(WEEKDAYS, PLURAL_WEEKDAYS, DAY_GROUPS, GROUP_BEGINNINGS, MONTHS, NUMBERS, ORDINALS, UNITS, SHORT_UNITS, TOO_SHORT, STEPS, LONG_UNITS),
        *(PARTS, HOURS, EVERY, AND, RANGE, FROM, UNTIL, EXCEPT, NEAR, ARTICLES, HALVES, POLITE, _OTHERS.split()),
    )
    for word in words
}
SHORTEST_SLIP, LONGEST_SLIP, CLOSE = 4, 12, 0.8
_TARGETS = sorted(word for word in KNOWN if len(word) >= SHORTEST_SLIP)


def mended(word: str) -> str:
    """The word that was meant, if this one is close to one of them and begins alike ("including" is no slip of "excluding"); else the word itself."""
    if word in KNOWN or not (word.isascii() and word.isalpha() and SHORTEST_SLIP <= len(word) <= LONGEST_SLIP):
        return word
    return next(iter(get_close_matches(word, [each for each in _TARGETS if each[0] == word[0]], 1, CLOSE)), word)
