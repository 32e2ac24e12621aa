"""What is meant by the text after `/mock-interview`, or by the same words said to the bot outside an interview."""

import re
from typing import Any

from rapidfuzz import fuzz, process

from bot.bank import Bank
from bot.channels.slack.mrkdwn import Mrkdwn, escaped, plain
from bot.channels.slack.requests import (
    Digest,
    Drill,
    End,
    Help,
    InChannel,
    List,
    Pause,
    Problems,
    Quiz,
    Remind,
    Request,
    Resume,
    Review,
    Settings,
    Start,
    Unclear,
    Wrong,
)
from interview_flow.decisions import LONGEST_TOPIC
from interview_flow.printable import printable
from interview_flow.problems import Difficulty
from interview_flow.rubric import Level, Mode
from prompts.slack_texts import filled

NEAR = 70.0
"""Likeness (0 to 100, rapidfuzz `ratio`) from which a mistyped word is taken for a command, an option or a tag."""
MOST_MINUTES = 9999
SHOWN = 60
"""Characters of a wrong value that are repeated to the person."""
MOST_SAID = 1000
"""Characters that are read of what stands after `remind` or `drill`."""
_ALONE = ("help", "list", "settings")
_WITH_ID = ("review", "resume", "pause", "end")
_WITH_WORDS = ("remind", "digest", "drill")
COMMANDS = (*_ALONE, "problems", "quiz", *_WITH_ID, *_WITH_WORDS)
OPTIONS = ("level", "mode", "minutes", "here")
_SYNONYMS = {"?": "help", "problem": "problems", "quizzes": "quiz"}
_SYNONYMS_ALONE = {"continue": "resume", "stop": "end", "quit": "end", "exit": "end"}
_LISTED = ("list", "settings", "pause", "resume", "off", "on")
"""What follows the word "reminders" where no topic does."""
_OF_TIMES = frozenset("me every each daily weekly at in on tomorrow today next mon tue wed thu fri sat sun".split())
"""What a phrase for a reminder begins with."""
_ENOUGH = ("stop reminding me", "stop the reminders", "stop reminders", "no more reminders")
_IN_THREAD = ("hint", "next", "skip", "restart")
_LEADS = frozenset("start begin practice practise new try".split())
_VERBS = frozenset("design build create architect implement make sketch".split())
_EMPTY = frozenset("a an the me us please something anything".split())
_OPENING = 5
"""Words among which `design` makes a sentence a topic."""
_OPTION = re.compile(r"(?P<dashes>[-‐‑‒–—―−]{1,3})(?P<name>[A-Za-z]+)(?:[=:](?P<value>.*))?", re.DOTALL)  # phones turn `--` into one dash
_QUOTES = "\"'`“”„‟‘’‚«»‹›"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def parse(text: str, bank: Bank) -> Request:
    """What these words ask for; `text` as Slack sends it. Never raises."""
    said = plain(text).split()
    if asked := _in_their_words(said):
        return asked
    words, options = _options(said)
    if isinstance(options, Wrong):
        return options
    if not words:
        return Help()
    return _command(words, bank) or _topic(words, options, bank)


def _in_their_words(said: list[str]) -> Remind | Drill | Digest | InChannel | None:
    """What is followed by a phrase of its own, in which nothing is an option. Of a long one the beginning tells enough."""
    name = _bare(said[0]) if said else ""
    rest = " ".join(said[1:])[:MOST_SAID]
    if name in ("remind", "digest") and (here := _here(said[1:])):
        return InChannel(name, " ".join(here)[:MOST_SAID])
    if name == "digest":
        return Digest(rest)
    if name == "remind" or (name in ("reminder", "reminders") and (len(said) == 1 or _bare(said[1]) in _LISTED)):
        return Remind(rest)
    if len(said) <= 6 and " ".join(map(_bare, said)).startswith(_ENOUGH):
        return Remind("pause")
    return Drill(rest) if name == "drill" else None


def _here(words: list[str]) -> tuple[str, ...] | None:
    """The words without the "here" before or behind them; None where there is none."""
    bare = [_bare(word).lstrip("-‐‑‒–—―−") for word in words]
    if bare[:1] == ["here"]:
        return ("", *words[1:])
    return ("", *words[:-1]) if bare[-1:] == ["here"] else None


def _options(words: list[str]) -> tuple[list[str], dict[str, Any] | Wrong]:
    """The words without the options among them, and what those say."""
    left, said, place = list[str](), dict[str, Any](), 0
    while place < len(words):
        word, place = words[place], place + 1
        found = _OPTION.fullmatch(word.strip(_QUOTES))
        name = _option(found["name"].casefold(), found["dashes"]) if found else None
        if isinstance(name, Wrong):
            return [], name
        if not found or not name:
            left.append(word)
            continue
        if name == "here":
            said["here"] = True
            continue
        value = found["value"]
        if not value and place < len(words) and not _OPTION.fullmatch(words[place]):
            value, place = words[place], place + 1
        read = _value(name, (value or "").strip(_QUOTES + ",;."))
        if isinstance(read, Wrong):
            return [], read
        said[name] = read
    return left, said


def _option(name: str, dashes: str) -> str | Wrong | None:
    """The option that this is; None when it is a word of the topic."""
    if name in OPTIONS:
        return name
    near = process.extractOne(name, OPTIONS, scorer=fuzz.ratio, score_cutoff=NEAR)
    if dashes == "--" or (near and len(dashes) == 1 and dashes not in "-‐‑"):
        return _wrong("command.bad_option", option=_shown(f"--{name}"))
    return None


def _value(name: str, value: str) -> Level | Mode | int | Wrong:
    if not value:
        return _wrong(f"command.no_{name}")
    try:
        match name:
            case "level":
                return Level(value.casefold())
            case "mode":
                return Mode(value.casefold())
            case _:
                if value.isascii() and value.isdigit() and len(value) <= len(str(MOST_MINUTES)):
                    return int(value)
    except ValueError:
        pass
    return _wrong(f"command.bad_{name}", value=_shown(value))


def _command(words: list[str], bank: Bank) -> Request | None:
    """The command that the words are; None when they rather name a topic."""
    name, rest = _bare(words[0]), words[1:]
    name = (_SYNONYMS if rest else _SYNONYMS | _SYNONYMS_ALONE).get(name, name)
    if name in _IN_THREAD and not rest:
        return _wrong("command.in_thread", word=name)
    if name not in COMMANDS or "design" in [_bare(word) for word in rest[:_OPENING]]:
        return None
    if name == "problems":
        return _problems(rest, bank)
    if name == "quiz":
        return Quiz(" ".join(rest)[:LONGEST_TOPIC])
    if name in _ALONE:
        return {"help": Help, "list": List, "settings": Settings}[name]() if len(rest) <= 2 else None
    wanted = [word for word in rest if _ID.fullmatch(word.strip(_QUOTES + "#.,"))]
    if len(rest) > 1 or len(wanted) != len(rest):
        return None
    return {"review": Review, "resume": Resume, "pause": Pause, "end": End}[name](wanted[0].strip(_QUOTES + "#.,").casefold() if wanted else None)


def _problems(words: list[str], bank: Bank) -> Problems:
    by_name = {difficulty.casefold(): difficulty for difficulty in Difficulty}
    difficulty = next((by_name[_bare(word)] for word in words if _bare(word) in by_name), None)
    named = "-".join(_bare(word) for word in words if _bare(word) and _bare(word) not in by_name)
    tags = sorted({tag for problem in bank.problems for tag in problem.tags})
    near = process.extractOne(named, tags, scorer=fuzz.ratio, score_cutoff=NEAR) if named else None
    return Problems(difficulty, near[0] if near else named[:SHOWN] or None)


def _topic(words: list[str], options: dict[str, Any], bank: Bank) -> Request:
    typed = " ".join(words)
    subject = " ".join(words[1:] if _bare(words[0]) in _LEADS and len(words) > 1 else words).strip(_QUOTES + " ")
    named = [_bare(word) for word in subject.split()]
    if not [word for word in named if word and word not in _VERBS | _LEADS | _EMPTY]:
        return Problems() if set(named) & (_VERBS | _LEADS) else Unclear(_short(typed))
    if not any(character.isalnum() for character in subject):
        return Unclear(_short(typed))
    if len(subject) > LONGEST_TOPIC:
        return _wrong("command.long_topic", most=LONGEST_TOPIC)
    start, found = Start(subject, **options), bank.find(subject)
    is_command = named[0] in COMMANDS
    if found.problem and not is_command:
        return start
    choices = tuple(problem.slug for problem in found.choices)
    if (named[0] in _VERBS or "design" in named[:_OPENING]) and not choices:
        return start
    nearest = _nearest(words)
    return Unclear(_short(typed), nearest, start if is_command or not nearest else None, choices)


def _nearest(words: list[str]) -> str | None:
    """The command that was perhaps mistyped, with its argument; of a longer sentence only the command it begins with."""
    first, rest = _bare(words[0]), words[1:]
    if first in COMMANDS:
        return first
    near = process.extractOne(first, COMMANDS, scorer=fuzz.ratio, score_cutoff=NEAR)
    if near and near[0] == "remind" and rest and _bare(rest[0]) in _OF_TIMES:
        return " ".join((near[0], *rest))[:MOST_SAID]
    if not near or len(rest) > 1:
        return None
    return " ".join([near[0], *(word for word in rest if near[0] not in _ALONE and _ID.fullmatch(word))])


def _bare(word: str) -> str:
    """A word without quotes and marks around it; a lone question mark stays."""
    return word.strip(_QUOTES + " /.,!;:()#").removesuffix("?").casefold() or word.strip(_QUOTES)[:1].casefold()


def _short(typed: str) -> str:
    shown = printable(typed)
    return shown if len(shown) <= LONGEST_TOPIC else shown[: LONGEST_TOPIC - 1] + "…"


def _wrong(name: str, **given: object) -> Wrong:
    return Wrong(Mrkdwn(filled(name, **given)))


def _shown(value: str) -> Mrkdwn:
    return escaped(printable(value).replace("`", "'"), SHOWN)
