"""The problems and the rubric at hand, and how a topic finds its problem."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from interview_flow.documents.about import titled
from interview_flow.phases import Phase
from interview_flow.problems import Difficulty, Problem
from interview_flow.rubric import Rubric
from prompts.slack_texts import filled

LIKELY = 78.0
"""Likeness (0 to 100, rapidfuzz `ratio`) from which a name is offered."""
CHOICES = 3
_NOISE = frozenset(
    "design designing build building create make implement architect a an the of for to me us please how would you do system systems service services "
    "platform application app apps website site backend architecture api server scalable distributed simple basic clone like interview large scale online "
    "highly available com in at on and with our your my new global high level real time".split()
)


@dataclass(frozen=True)
class Found:
    """What a topic found: its problem, or the problems that come close. Neither means that the topic is not in the bank."""

    problem: Problem | None = None
    choices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Bank:
    """Every problem, and what is listened for."""

    problems: tuple[Problem, ...]
    rubric: Rubric

    def problem(self, slug: str | None) -> Problem | None:
        """The problem with this slug; None for none, or for one that is no longer in the bank."""
        return next((problem for problem in self.problems if problem.slug == slug), None)

    @property
    def difficulties(self) -> tuple[Difficulty, ...]:
        """Those that some problem has, the easiest first."""
        known = {problem.difficulty for problem in self.problems}
        return tuple(each for each in Difficulty if each in known)

    def title(self, slug: str | None, topic: str, drill: Phase | None = None) -> str:
        """What an interview is called everywhere: the title of its problem, or its topic without the words that ask for it; a drill names its phase too."""
        return entitled(self.problem(slug), topic, self.rubric, drill)

    def find(self, topic: str) -> Found:
        """The problem a topic means ("design a rate limiter", "rate limiting service", "TinyURL"), or near misses to choose from."""
        said = _words(topic)
        names = [(_words(name), problem) for problem in self.problems for name in (problem.slug, problem.title, *problem.aliases)]
        exact = [problem for words, problem in names if words and (set(words) == set(said) or "".join(words) == "".join(said))]
        known = {problem.slug: {word for words, named in names if named is problem for word in words} for problem in self.problems}
        within = sorted(((len(words), problem.slug) for words, problem in names if _holds(said, words, known[problem.slug])), reverse=True)
        if exact or within:
            return Found(problem=exact[0] if exact else self.problem(within[0][1]))
        return Found(choices=self._near(" ".join(said), [(" ".join(words), problem) for words, problem in names]))

    def _near(self, said: str, names: list[tuple[str, Problem]]) -> tuple[Problem, ...]:
        if not said:
            return ()
        likely = process.extract(said, [name for name, _ in names], scorer=fuzz.ratio, score_cutoff=LIKELY, limit=None)
        slugs = dict.fromkeys(names[place][1].slug for _, _, place in likely)
        return tuple(problem for slug in list(slugs)[:CHOICES] if (problem := self.problem(slug)))


def entitled(problem: Problem | None, topic: str, rubric: Rubric, drill: Phase | None) -> str:
    """What `Bank.title` says, for who has no bank at hand."""
    title = problem.title if problem else titled(topic)
    return filled("words.drill", part=rubric.guide(drill).title, title=title) if drill else title


def _words(name: str) -> tuple[str, ...]:
    words = re.findall(r"[a-z0-9]+", name.casefold().replace("'", ""))
    return tuple(_stem(word) for word in words if word not in _NOISE) or tuple(words)


def _stem(word: str) -> str:
    for ending in ("ing", "ers", "er", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending).rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


def _holds(said: tuple[str, ...], name: tuple[str, ...], known: set[str]) -> bool:
    """Whether the topic is this name with words of the problem's other names around it, or a name of several words with one or two of any."""
    others = set(said) - set(name)
    return bool(name) and set(name) <= set(said) and (others <= known or (len(name) > 1 and len(others) <= 2))
