"""What a phrase is refused with: what was not understood, and phrases that are."""

EXAMPLES = ("every weekday at 9am", "mon, wed and fri 18:30", "every other tuesday at 8", "tomorrow at 7", "in 2 hours")


class BadPhrase(Exception):
    """No schedule can be made of it; says why, in a sentence for the person, with examples that work."""

    def __init__(self, sentence: str, examples: tuple[str, ...] = EXAMPLES) -> None:
        super().__init__(sentence, examples)
        self.sentence, self.examples = sentence, examples

    def __str__(self) -> str:
        """The sentence and the examples."""
        return f"{self.sentence} For example: {', '.join(map(quoted, self.examples))}."


def quoted(text: str) -> str:
    """What was typed, cut and without what cannot be shown."""
    shown = "".join(character for character in text[:60] if character.isprintable())
    return f"“{shown}{'…' * (len(text) > 60)}”"
