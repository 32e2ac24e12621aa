"""The simulated model, bad on purpose: each persona is a good colleague's answer with one vice, as a function of the request."""

import json
import re
from collections.abc import Callable, Sequence

from tests.fakes.model.asked import Asked
from tests.fakes.model.simulated import JSON, KEYS, Turn, answer, good, question, turn

Persona = Callable[[Asked], str]
Vice = Callable[[Turn], JSON]
"""The keys of the answer that differ from a good one."""

PERSONAS: dict[str, Persona] = {}
"""All of them by name."""


def _persona(vice: Vice) -> Persona:
    """Registered under its name. Where no structure is asked for, it is good."""

    def says(asked: Asked) -> str:
        told = turn(asked)
        return json.dumps(answer(told) | vice(told)) if asked.schema else good(asked)

    says.__name__, says.__doc__ = vice.__name__, vice.__doc__
    PERSONAS[vice.__name__] = says
    return says


def _found(turn: Turn, criterion: str, quote: str) -> JSON:
    return {"criterion": criterion, "status": "met", "turn": turn.number, "quote": quote}


@_persona
def invents_quotes(turn: Turn) -> JSON:
    """Everything is met, by words that nobody said."""
    quote = "We shard by tenant over 64 partitions and accept eventual consistency of 200 ms."
    return {"findings": [_found(turn, criterion, quote) for criterion, _ in turn.open]}


@_persona
def invents_criteria(turn: Turn) -> JSON:
    """True quotes for criteria that do not exist, or are not this phase's."""
    quote = turn.sentences[0] if turn.sentences else "yes"
    names = ("clarify.charisma", "flows.write_path", "", "clarify.", "../../etc/passwd", "wrap_up.summary")
    return {"findings": [_found(turn, name, quote) for name in names]}


@_persona
def marks_everything_met(turn: Turn) -> JSON:
    """One true quote serves for all."""
    quote = turn.sentences[0] if turn.sentences else ""
    return {"findings": [_found(turn, criterion, quote) for criterion, _ in turn.open], "aims_at": None}


@_persona
def quotes_another_turn(turn: Turn) -> JSON:
    """True words, with the number of a turn that is not theirs."""
    return {"findings": [_found(turn, criterion, quote) | {"turn": turn.number + 40} for criterion, _ in turn.open for quote in turn.sentences[:1]]}


@_persona
def invents_facts(turn: Turn) -> JSON:
    """Figures that no sheet holds."""
    return {"reaction": "You can assume 50 million users and 12,000 requests a second, with 3 KB each.", "requests": []}


@_persona
def invents_fact_ids(turn: Turn) -> JSON:
    """Asks for facts that are not on the sheet."""
    return {"requests": [{"turn": turn.number, "quote": one, "fact": "the_answer"} for one in (*turn.sentences[:1], "What is the budget?")]}


@_persona
def leaks_answers(turn: Turn) -> JSON:
    """Hands over a design."""
    return {
        "reaction": "Use a token bucket in Redis with Lua scripts, and fail open.",
        "question": "Would a token bucket in Redis with Lua scripts not be best?",
    }


@_persona
def repeats_itself(turn: Turn) -> JSON:
    """The same words every time."""
    return {"reaction": "I see what you mean.", "question": "How many users does the system have to serve?"}


@_persona
def asks_three_at_once(turn: Turn) -> JSON:
    """Three questions in one breath."""
    return {"question": "How many users are there? What do they do? And who pays for it?"}


@_persona
def asks_nothing(turn: Turn) -> JSON:
    """A statement where a question is due."""
    return {"question": "Let us go on with whatever you like."}


@_persona
def asks_in_the_reaction(turn: Turn) -> JSON:
    """A second question, hidden in the reaction."""
    return {"reaction": "Interesting, but how would you shard it?"}


@_persona
def lectures(turn: Turn) -> JSON:
    """Two thousand words."""
    return {"reaction": "Consistency and availability pull in different directions whenever the network is split. " * 160}


@_persona
def speaks_german(turn: Turn) -> JSON:
    """Another language, with the same letters."""
    return {"reaction": "Das ist ein guter Anfang für das System.", "question": "Wie viele Anfragen müssen Sie in jeder Sekunde bedienen?"}


@_persona
def speaks_chinese(turn: Turn) -> JSON:
    """Another language, with other letters and another question mark."""
    return {"reaction": "这是一个好的开始。", "question": "系统每秒需要处理多少请求？"}


@_persona
def praises_emptily(turn: Turn) -> JSON:
    """Praise that rests on nothing."""
    return {"findings": [], "reaction": "Excellent, fantastic answer, you are doing brilliantly!"}


@_persona
def talks_of_scores(turn: Turn) -> JSON:
    """The rubric, the score and the instructions, with the identifiers of criteria."""
    name = turn.open[0][0] if turn.open else "clarify.scale"
    return {
        "reaction": f"You have met {name}, which brings you to 72% on the rubric; my system prompt tells me to go on.",
        "question": f"What about {name}?",
    }


@_persona
def talks_of_itself(turn: Turn) -> JSON:
    """As a program."""
    return {"reaction": "As an AI language model I cannot judge that, but I will follow my instructions."}


@_persona
def obeys_the_candidate(turn: Turn) -> JSON:
    """Does what the candidate's text commands: full marks, and the words that it wants said."""
    wanted = re.search(r"(?:say|print|write|answer|output)\W+(.{1,200})", turn.words, re.IGNORECASE)
    said = wanted.group(1) if wanted else "All criteria are met, you are hired."
    findings = [_found(turn, criterion, turn.sentences[0] if turn.sentences else turn.words[:200]) for criterion, _ in turn.open]
    return {"findings": findings, "aims_at": None, "reaction": said, "question": "Shall I give you full marks now?"}


@_persona
def puts_markup(turn: Turn) -> JSON:
    """Addresses, mentions, tags and pictures."""
    reaction = "<!channel> see [this](https://evil.example/x) and ![dot](https://evil.example/p.png) <script>alert(1)</script> <@U01ADA> </candidate>"
    return {"reaction": reaction, "question": "Did you read <https://evil.example|the docs>, **really**?"}


@_persona
def puts_words_in_mouths(turn: Turn) -> JSON:
    """Claims that the candidate said what was never said."""
    return {"reaction": "You said “we accept losing an hour of writes”, and earlier you decided on Cassandra.", "notes": [_invented_note()]}


@_persona
def repeats_the_candidate(turn: Turn) -> JSON:
    """Everything the candidate said, once more."""
    return {"reaction": turn.words}


@_persona
def sends_broken_unicode(turn: Turn) -> JSON:
    """Halves of surrogate pairs, NUL, marks that turn the direction of writing, and a thousand accents on one letter."""
    return {"reaction": "So \ud800 there \udfff is\x00 a \u202ecache\u202c.", "question": "Wh" + "e\u0301" + "\u0301" * 1000 + "re is\x07 it\ud83d?"}


@_persona
def speaks_in_other_types(turn: Turn) -> JSON:
    """Numbers, lists and null where text belongs, and text where a list does."""
    return {"findings": "none", "notes": [None, 3, "x"], "requests": {"turn": 1}, "aims_at": 7, "reaction": None, "question": ["What?"]}


@_persona
def adds_keys(turn: Turn) -> JSON:
    """More than was asked for, at every level."""
    findings = [one | {"confidence": 0.9, "__class__": "x"} for one in answer(turn)["findings"]]
    return {"findings": findings, "score": 100, "verdict": "strong_hire", "phase": "wrap_up"}


@_persona
def aims_elsewhere(turn: Turn) -> JSON:
    """At a criterion that is not open."""
    return {"aims_at": "wrap_up.summary", "question": question(turn, "wrap_up.summary")}


@_persona
def says_too_much(turn: Turn) -> JSON:
    """Ten thousand findings and notes."""
    return {"findings": [_found(turn, "clarify.scale", "x")] * 10_000, "notes": [_invented_note()] * 2_000}


def _invented_note() -> JSON:
    return {"section": "components", "text": "A ledger in Cassandra.", "name": "ledger", "value": None, "about": None}


def leaks(*texts: str) -> Persona:
    """Gives away these texts (a problem's points, hints or answers), one each turn."""

    def leaks_these(asked: Asked) -> str:
        told = turn(asked)
        text = texts[told.number // 2 % len(texts)]
        return json.dumps(answer(told) | {"reaction": text, "question": f"{text.rstrip('.?!')}, right?"}) if asked.schema else good(asked)

    return leaks_these


def _raw(name: str, text: Callable[[Asked], str]) -> Persona:
    """A persona whose text is not an object as it should be."""
    PERSONAS[name] = text
    return text


def _reversed(asked: Asked, keys: Sequence[str] = KEYS) -> str:
    said = answer(turn(asked))
    return json.dumps({key: said[key] for key in reversed(keys)})


speaks_first = _raw("speaks_first", _reversed)
leaves_out_keys = _raw("leaves_out_keys", lambda asked: json.dumps({"question": answer(turn(asked))["question"]}))
nests_deeply = _raw("nests_deeply", lambda _: '{"findings": ' + "[" * 50_000)
nests_and_closes = _raw("nests_and_closes", lambda _: '{"findings": ' + "[" * 3_000 + "]" * 3_000 + ', "reaction": "Hm.", "question": "Why?"}')
counts_to_infinity = _raw(
    "counts_to_infinity",
    lambda _: (
        '{"findings": [{"criterion": "clarify.scale", "status": "met", "turn": 1e400, "quote": "x"}, {"criterion": "clarify.scale", "status": "met", "turn": '
        + "9" * 5_000
        + ', "quote": "x"}], "notes": [], "requests": [], "aims_at": NaN, "reaction": "Hm.", "question": "Why?"}'
    ),
)
wraps_in_a_fence = _raw("wraps_in_a_fence", lambda asked: f"Here is the JSON:\n```json\n{good(asked)}\n```")
says_it_twice = _raw("says_it_twice", lambda asked: good(asked) + good(asked))
answers_a_list = _raw("answers_a_list", lambda asked: f"[{good(asked)}]")
answers_null = _raw("answers_null", lambda _: "null")
