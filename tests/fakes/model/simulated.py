"""A simulated model that does what the interviewer's prompt asks: it judges first, with quotes, and speaks last. `personas` misbehave on top of it."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tests.fakes.model.asked import Asked

JSON = dict[str, Any]
KEYS = ("findings", "notes", "requests", "aims_at", "reaction", "question")
"""Of an answer, in the order in which they are said."""

NEW_WORDS = "## The candidate's new words"
OPEN = re.compile(r"^- ([a-z_]+\.[a-z_0-9]+):[ \t]*(.*)$", re.MULTILINE)
FACT = re.compile(r"^- ([a-z_0-9]+):[ \t]*(.*)$", re.MULTILINE)
SAID = re.compile(r'<candidate turn="(\d+)">\n(.*?)\n?</candidate>', re.DOTALL)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
WORD = re.compile(r"[^\W\d_]{4,}")
NOT_NOUNS = set(
    "about above after again also always around because been before being below between both came cannot could does doing down during each every first from "
    "have having here into just like made make many maybe might more most much must need never next only other ours over really same should since some such "
    "take than that their them then there these they thing think this those through under until upon used uses using very want well were what when where "
    "which while will with within without would your".split()
)
PARTS = re.compile(r"\b(?:cache|queue|database|service|balancer|gateway|worker|replica|shard|store|broker|index)\w*", re.IGNORECASE)
QUESTIONS = (
    "How would you approach the {name} here?",
    "Where does the {name} come into this design?",
    "Can you take me through your reasoning on {name}?",
    "What have you decided regarding {name}, and what drove it?",
    "Which considerations matter for the {name}?",
    "Suppose I pressed you on {name}: what would you say?",
    "If a colleague raised {name}, how should we respond?",
    "Before we go on, what is your position on {name}?",
)
LONGEST_QUOTE = 200


@dataclass(frozen=True)
class Turn:
    """What the prompt of one turn tells. `open` and `facts` pair an identifier with its text, in the prompt's order."""

    number: int
    words: str
    open: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    before: str
    """Everything else in the prompt, in which what was asked earlier stands."""

    @property
    def sentences(self) -> list[str]:
        """The candidate's, word for word."""
        return [found for one in SENTENCE.findall(self.words) if (found := one.strip()) and len(found) <= LONGEST_QUOTE]


def turn(asked: Asked) -> Turn:
    """What this request tells; where it is not about an interview, nothing."""
    before, _, new = asked.last.rpartition(NEW_WORDS)
    said = SAID.findall(new)
    number = int(said[-1][0]) if said else 0
    words = "\n".join(text for _, text in said)
    listed = asked.last.partition("## Open criteria")[2].split("\n## ")[0]
    earlier = before + "".join(text for _, text in asked.messages[:-1])
    return Turn(number, words, tuple(OPEN.findall(listed)), tuple(FACT.findall(asked.system)), earlier)


def good(asked: Asked) -> str:
    """A colleague's answer, as the text that the model generates; where no structure is asked for, a word."""
    return json.dumps(answer(turn(asked))) if asked.schema else "Fine."


def answer(turn: Turn) -> JSON:
    """Judged from what was said, with the question that the first open criterion wants."""
    findings = [finding for criterion, text in turn.open if (finding := _finding(turn, criterion, text))]
    met = {finding["criterion"] for finding in findings if finding["status"] == "met"}
    aim = next((criterion for criterion, _ in turn.open if criterion not in met), None)
    return {
        "findings": findings,
        "notes": [note for sentence in turn.sentences if (note := _note(turn, sentence))][:3],
        "requests": [_request(turn, sentence) for sentence in turn.sentences if sentence.endswith("?")],
        "aims_at": aim,
        "reaction": reaction(turn),
        "question": question(turn, aim) if aim else "What would you like to add?",
    }


def reaction(turn: Turn) -> str:
    """A sentence with the candidate's own noun in it."""
    nouns = [word for sentence in turn.sentences for word in WORD.findall(sentence) if word.lower() not in NOT_NOUNS]
    return f"So there is the {max(nouns, key=len)} in your plan." if nouns else "I am listening."


def question(turn: Turn, criterion: str) -> str:
    """One that was not asked before, as far as the prompt tells."""
    name = criterion.partition(".")[2].replace("_", " ")
    asked = [one.format(name=name) for one in QUESTIONS]
    turned = asked[turn.number // 2 % len(asked) :] + asked[: turn.number // 2 % len(asked)]
    return next((one for one in turned if one not in turn.before), turned[0])


def _finding(turn: Turn, criterion: str, text: str) -> JSON | None:
    """Met when three words of what the criterion asks for were said in one sentence, partial with two."""
    wanted = _stems(f"{criterion.partition('.')[2].replace('_', ' ')} {text}")
    shared, quote = max(((len(wanted & _stems(one)), one) for one in turn.sentences), default=(0, ""))
    if shared < 2 or quote.endswith("?"):
        return None
    return {"criterion": criterion, "status": "met" if shared > 2 else "partial", "turn": turn.number, "quote": quote}


def _note(turn: Turn, sentence: str) -> JSON | None:
    part = PARTS.search(sentence)
    return {"section": "components", "turn": turn.number, "text": sentence, "name": part.group(), "value": None, "about": None} if part else None


def _request(turn: Turn, sentence: str) -> JSON:
    shared, fact = max(((len(_stems(text) & _stems(sentence)), fact) for fact, text in turn.facts), default=(0, ""))
    return {"turn": turn.number, "quote": sentence, "fact": fact if shared else None}


def _stems(text: str) -> set[str]:
    return {word.lower()[:5] for word in WORD.findall(text) if word.lower() not in NOT_NOUNS}
