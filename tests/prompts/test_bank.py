"""Every problem of the bank is whole, and its sheet agrees with itself."""

import ast
import re
import subprocess
import sys
from collections import Counter
from string import Formatter
from urllib.parse import urlsplit

import pytest

from interview_flow.own_words import BLANKS
from interview_flow.patterns import pattern
from interview_flow.phases import Phase
from interview_flow.problems import DeepDive, Difficulty, Problem, Quiz
from prompts.library import problems, rubric

DAY = 86_400
MONTH = 30 * DAY
ROUNDING = 0.06
"""How far a rounded figure may be from the exact one."""

every_problem = pytest.mark.parametrize("problem", problems(), ids=lambda problem: problem.slug)


def test_the_bank_holds_fifteen_problems() -> None:
    assert len(problems()) == 15
    assert not [slug for slug, count in Counter(problem.slug for problem in problems()).items() if count > 1]


def test_no_name_leads_to_two_problems() -> None:
    names = Counter(name for problem in problems() for name in {each.casefold() for each in (problem.slug, problem.title, *problem.aliases)})

    assert not [name for name, count in names.items() if count > 1]


@every_problem
def test_a_problem_is_whole(problem: Problem) -> None:
    assert problem.difficulty in set(Difficulty)
    assert set(problem.phases) == set(Phase)
    assert set(problem.deep_dives) == set(DeepDive)
    assert all(problem.deep_dives.values())
    assert len({fact.id for fact in problem.facts}) == len(problem.facts)
    assert len({point.id for part in problem.phases.values() for point in part.points}) == sum(len(part.points) for part in problem.phases.values())
    assert all(
        text.strip() for text in (problem.prompt, problem.business_context, problem.twist.says, problem.pushback.says, problem.pushback.wrong_because)
    )


@every_problem
def test_related_problems_exist(problem: Problem) -> None:
    assert {related.slug for related in problem.related} <= {other.slug for other in problems()} - {problem.slug}


@every_problem
def test_what_a_phase_serves_is_a_criterion_of_that_phase(problem: Problem) -> None:
    known = {criterion.id for criterion in rubric().criteria}

    for phase, part in problem.phases.items():
        served = {*(point.serves for point in part.points), *(probe.serves for probe in part.probes), part.hints.serves}
        assert served <= known
        assert {criterion.partition(".")[0] for criterion in served} == {phase}


@every_problem
def test_two_probes_of_each_phase_can_always_be_asked(problem: Problem) -> None:
    for part in problem.phases.values():
        wanted = {probe.ask: {name for _, name, _, _ in Formatter().parse(probe.ask) if name} for probe in part.probes}

        assert len(wanted) == len(part.probes)
        assert set().union(*wanted.values()) <= BLANKS
        assert sum(1 for blanks in wanted.values() if not blanks) >= 2


@every_problem
def test_hints_climb_in_three_different_rungs(problem: Problem) -> None:
    for part in problem.phases.values():
        rungs = part.hints.ladder

        assert len(set(rungs)) == 3
        assert len(rungs[2]) > len(rungs[0])


@every_problem
def test_every_pattern_can_be_read(problem: Problem) -> None:
    points = [source for part in problem.phases.values() for point in part.points for source in point.recognised_by]
    facts = [source for fact in problem.facts for source in fact.asked_by]
    changes = [source for change in problem.twist.must_change for source in change.recognised_by]

    for source in (*points, *facts, *changes, *problem.pushback.held_by):
        assert all(term.words for term in pattern(source).terms)


@every_problem
def test_quizzes_have_four_options_and_answers_among_them(problem: Problem) -> None:
    for quiz in problem.quiz:
        assert len(set(quiz.options)) == 4
        assert quiz.answers == tuple(sorted(set(quiz.answers)))
        assert 0 < len(quiz.answers) < 4
        assert quiz.explanation


@every_problem
def test_a_problem_has_six_questions_and_each_explains_itself_without_a_letter(problem: Problem) -> None:
    assert len(problem.quiz) >= 6
    for quiz in problem.quiz:
        assert max(map(len, quiz.options)) <= 72  # with its letter beside a box in Slack
        assert not re.search(r"\b(?:option|answer|choice)s? [A-D]\b|\b[B-D]\b", quiz.explanation)  # options are shown in another order
        assert not any(re.search(r"\b(?:all|none|both) of (?:the above|these|them)\b", option.casefold()) for option in quiz.options)


def test_right_answers_are_spread_over_the_letters_and_cannot_be_told_by_their_length() -> None:
    bank = [quiz for problem in problems() for quiz in problem.quiz]
    letters = Counter(letter for quiz in bank for letter in quiz.answers)
    single = [quiz for quiz in bank if len(quiz.answers) == 1]
    longest = [quiz for quiz in single if all(len(quiz.options["ABCD".index(quiz.answers[0])]) > len(other) for other in _wrong(quiz))]

    assert set(letters) == set("ABCD")
    assert max(letters.values()) <= 1.2 * min(letters.values())
    assert len(longest) < len(single) / 3
    assert len(bank) - len(single) >= len(bank) / 4


def _wrong(quiz: Quiz) -> list[str]:
    return [option for letter, option in zip("ABCD", quiz.options, strict=True) if letter not in quiz.answers]


@every_problem
def test_the_algorithm_runs(problem: Problem) -> None:
    tree = ast.parse(problem.algorithm.code)

    assert any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) for node in tree.body)
    exec(compile(tree, f"{problem.slug}.py", "exec"), {"__name__": "algorithm"})


def test_the_algorithms_run_with_every_warning_as_an_error() -> None:
    whole = "\n".join(f"exec({problem.algorithm.code!r}, {{'__name__': 'algorithm'}})" for problem in problems())

    done = subprocess.run([sys.executable, "-W", "error", "-c", whole], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@every_problem
def test_sources_are_secure(problem: Problem) -> None:
    for source in problem.sources:
        parts = urlsplit(source.url)

        assert parts.scheme == "https"
        assert parts.hostname


@every_problem
def test_a_prompt_gives_no_figure_of_the_sheet_away(problem: Problem) -> None:
    assert not re.search(r"\d", problem.prompt)


@every_problem
def test_a_rate_of_a_sentence_agrees_with_its_volume(problem: Problem) -> None:
    """`X a day, about Y a second`: the two are the same amount."""
    for fact in problem.facts:
        for sentence in re.split(r"(?<=[.;])\s", fact.answer):
            volumes, rates = figures(sentence, "day|month|minute"), figures(sentence, "second")
            if len(volumes) == 1 and rates:
                assert any(abs(rate - volumes[0]) <= ROUNDING * volumes[0] for rate in rates), f"{fact.id}: {sentence}"


def figures(sentence: str, unit: str) -> list[float]:
    """Amounts per second: `580 a second`, `50 million results a day`."""
    words = {"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9}
    seconds = {"second": 1, "minute": 60, "day": DAY, "month": MONTH}
    found = re.findall(rf"([\d,.]*\d) ?(thousand|million|billion)?(?: [\w-]+){{0,3}}? (?:a|per|each) ({unit})\b", sentence)
    return [float(number.replace(",", "")) * words[word] / seconds[each] for number, word, each in found]


SHEETS: list[tuple[str, float, str]] = [
    ("chat", 50e6 * 40, "2 billion a day"),
    ("chat", 2e9 * 3, "6 billion deliveries a day"),
    ("file-sync", 10e6 * 10, "100 million changes in all"),
    ("file-sync", 100e6 / DAY, "1,200 a second on average"),
    ("file-sync", 100e6 * 2, "200 million downloads a day"),
    ("file-sync", 200e6 / DAY, "2,300 a second"),
    ("file-sync", 50e6 * 2e9, "100 PB in all"),
    ("file-sync", 100e6 * 1e6, "100 TB a day"),
    ("file-sync", 100e6 * 1e6 / 10, "10 TB"),
    ("job-scheduler", 26e6 / DAY, "300 a second on average"),
    ("job-scheduler", 600_000 / 60, "10,000 a second"),
    ("job-scheduler", 26e6 * 500, "13 GB of records a day"),
    ("job-scheduler", 300 * 20, "6,000 run at the same time"),
    ("job-scheduler", 13e9 * 90, "1.2 TB"),
    ("key-value-store", 20e9 * 1e3, "20 TB for a single copy"),
    ("key-value-store", 2e9 * 1e3, "2 TB are added a month"),
    ("key-value-store", 1e6 * 0.01, "10,000 reads a second at peak"),
    ("leaderboard", 10e6 * 5, "50 million results a day"),
    ("leaderboard", 50e6 / DAY, "580 a second on average"),
    ("leaderboard", 10e6 * 20, "200 million times a day"),
    ("leaderboard", 200e6 / DAY, "2,300 a second on average"),
    ("news-feed", 100e6 / DAY, "1,200 a second on average"),
    ("news-feed", 200e6 * 10, "2 billion loads a day"),
    ("news-feed", 2e9 / DAY, "23,000 a second on average"),
    ("notification-system", 80e6 + 18e6 + 2e6, "100 million a day"),
    ("notification-system", 100e6 / DAY, "1,200 a second on average"),
    ("notification-system", 10e6 * 3, "30 million reads a day"),
    ("notification-system", 30e6 / DAY, "350 a second"),
    ("pastebin", 1e6 * 10, "10 million reads a day"),
    ("rate-limiter", 120_000 / 60, "2,000 requests a second with one key"),
    ("ride-hailing", 5e6 / DAY, "58 a second on average"),
    ("ride-hailing", 58 * 3, "170, at the peak"),
    ("ride-hailing", 300_000 / 4, "75,000 reports a second"),
    ("ride-hailing", 25e6 / DAY, "290 a second"),
    ("ride-hailing", 75_000 * 100, "7.5 MB a second"),
    ("ride-hailing", 5e6 * 2e3, "10 GB a day"),
    ("ride-hailing", 300_000 / 10, "30,000 drivers online"),
    ("ticket-booking", 1e6 / DAY, "12 tickets a second"),
    ("ticket-booking", 100e6 / DAY, "1,200 a second on average"),
    ("ticket-booking", 100e6 / 400_000, "250 for every order"),
    ("ticket-booking", 500_000 / 60, "8,300 a second"),
    ("ticket-booking", 50_000 * 800, "40 million seats in all"),
    ("typeahead", 50e6 * 10, "500 million finished searches a day"),
    ("typeahead", 500e6 / DAY, "5,800 a second"),
    ("typeahead", 500e6 * 6, "3 billion a day"),
    ("typeahead", 3e9 / DAY, "35,000 a second"),
    ("url-shortener", 100e6 * 100, "10 billion redirects a month"),
    ("video-streaming", 200_000 / DAY, "2.3 a second"),
    ("video-streaming", 600e6 / DAY, "6,900 begin each second"),
    ("video-streaming", 600e6 / 200_000, "3,000 for every upload"),
    ("video-streaming", 600e6 / DAY * 360, "2.5 million people watch at the same time"),
    ("video-streaming", 50e6 * 10, "500 MB"),
    ("video-streaming", 200_000 * 500e6, "100 TB"),
    ("video-streaming", 2.5e6 * 4e6, "10 Tbit/s"),
    ("web-crawler", 3e9 / MONTH, "1,200 a second on average"),
    ("web-crawler", 10e6 / DAY, "120 a second"),
]
"""What follows from other figures of the sheet, and the words in which the sheet says it."""


@pytest.mark.parametrize(("slug", "exact", "words"), SHEETS)
def test_a_figure_follows_from_the_others(slug: str, exact: float, words: str) -> None:
    sheet = " ".join(fact.answer for problem in problems() if problem.slug == slug for fact in problem.facts)

    assert words in sheet
    assert amount(words) == pytest.approx(exact, rel=ROUNDING)


def amount(words: str) -> float:
    """The figure that words begin with, its unit unfolded to ones."""
    units = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15, "Tbit/s": 1e12}
    number, unit = (*words.split(" "), "")[:2]
    return float(number.rstrip(",").replace(",", "")) * units.get(unit, 1)
