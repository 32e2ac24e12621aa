"""Scripted candidates for the tests of the edges."""

import json
from pathlib import Path
from typing import Any

import yaml

SHORT = {
    "restate": ["An API is protected from clients that ask too often. It succeeds when no client starves another."],
    "clarify": ["How many requests per second are there? Is it per user or per address?", "1) limit requests per client, 2) answer 429."],
    "wrap_up": ["The weakest point is the shared counter; next I would add local caches."],
}


def written(folder: Path, answers: dict[str, list[str]] = SHORT, **settings: Any) -> str:
    """A script with these answers, as a file; its path."""
    path = folder / "candidate.yaml"
    path.write_text(yaml.safe_dump({"topic": "design a rate limiter", **settings, "answers": answers}), encoding="utf-8")
    return str(path)


def said(report: str) -> list[str]:
    """What the candidate said in an interview, by its JSON."""
    return [turn["text"] for turn in json.loads(report)["turns"] if turn["speaker"] == "candidate"]
