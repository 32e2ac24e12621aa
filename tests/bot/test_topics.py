"""A topic finds its problem however it is put; a near miss offers choices; what is not in the bank is not forced into it."""

import pytest

from bot.bank import Bank
from prompts.library import problems, rubric

PHRASED = {
    "chat": ("design a chat application like WhatsApp", "Build Slack", "a real-time messaging system", "group chat service"),
    "file-sync": ("Design Dropbox", "google drive clone", "a file synchronization service", "How would you design Dropbox?"),
    "job-scheduler": ("design a distributed job scheduler", "task scheduling system", "design a cron job service"),
    "key-value-store": ("design a key-value store", "kv store", "Design a distributed key-value store like Dynamo"),
    "leaderboard": ("real-time gaming leaderboard", "design a leaderboard", "a leaderboard for a game"),
    "news-feed": ("Design Twitter", "design a news feed", "Design the Facebook newsfeed", "Instagram feed"),
    "notification-system": ("design a notification service", "push notification system", "a scalable notification system"),
    "pastebin": ("Design Pastebin", "text sharing service", "design a service like pastebin.com"),
    "rate-limiter": ("design a rate limiter", "rate limiting service", "Design an API rate limiter for a public API", "RATE-LIMITER"),
    "ride-hailing": ("Design Uber", "ride sharing service", "design Uber/Lyft"),
    "ticket-booking": ("Design Ticketmaster", "movie ticket booking", "online ticket booking platform like BookMyShow"),
    "typeahead": ("search autocomplete", "design typeahead suggestions", "a type-ahead search system"),
    "url-shortener": ("Design TinyURL", "url shortening service", "Design a URL shortener like bit.ly", "bit.ly"),
    "video-streaming": ("Design YouTube", "design Netflix", "a video streaming platform"),
    "web-crawler": ("design a web crawler", "distributed web crawler", "Googlebot"),
}
MISSPELT = {
    "rate limter": "rate-limiter",
    "ratelimiter": "rate-limiter",
    "ticket bocking": "ticket-booking",
    "urll shortner": "url-shortener",
    "dropbx": "file-sync",
    "leadrboard": "leaderboard",
    "notificaton service": "notification-system",
}
ELSEWHERE = (
    "design a tracker for school buses",
    "elevator",
    "parking lot",
    "design a vending machine",
    "Airbnb",
    "ad click aggregator",
    "design",
    "日本語",
    "?!",
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank(problems=problems(), rubric=rubric())


def test_every_problem_is_asked_for_in_three_ways(bank: Bank) -> None:
    assert PHRASED.keys() == {problem.slug for problem in bank.problems}
    assert all(len(topics) >= 3 for topics in PHRASED.values())


@pytest.mark.parametrize(("slug", "topic"), [(slug, topic) for slug, topics in PHRASED.items() for topic in topics])
def test_a_topic_finds_its_problem(bank: Bank, slug: str, topic: str) -> None:
    found = bank.find(topic)

    assert found.problem
    assert found.problem.slug == slug


def test_every_name_of_a_problem_finds_it(bank: Bank) -> None:
    for problem in bank.problems:
        for name in (problem.slug, problem.title, *problem.aliases, f"Design a {problem.title}"):
            assert bank.find(name).problem == problem, name


@pytest.mark.parametrize(("topic", "slug"), MISSPELT.items())
def test_a_near_miss_offers_choices(bank: Bank, topic: str, slug: str) -> None:
    found = bank.find(topic)

    assert found.problem is None
    assert slug in [choice.slug for choice in found.choices]


@pytest.mark.parametrize("topic", ELSEWHERE)
def test_a_topic_of_its_own_is_left_alone(bank: Bank, topic: str) -> None:
    found = bank.find(topic)

    assert found.problem is None
    assert not found.choices


def test_a_topic_of_its_own_is_called_by_what_it_is(bank: Bank) -> None:
    assert bank.title(None, "design a food delivery service") == "Food delivery service"
    assert bank.title("chat", "design whatsapp") == "Chat service"


def test_only_what_some_problem_has_is_a_difficulty_to_choose(bank: Bank) -> None:
    assert set(bank.difficulties) == {problem.difficulty for problem in bank.problems}
