"""A question as it is shown: its options in an order of their own, so that nobody learns a letter by heart."""

from hashlib import sha256

from interview_flow.frozen import Frozen
from interview_flow.quizzes.question import LETTERS, Question


class Shown(Frozen):
    """An option under the `label` it is shown by; `letter` is its own."""

    label: str
    letter: str
    text: str


class Posed(Frozen):
    """A question with its own letters in the `order` in which their options are shown."""

    question: Question
    order: tuple[str, ...]

    @property
    def options(self) -> tuple[Shown, ...]:
        """The options, from the first to the last."""
        pairs = zip(LETTERS, self.order, strict=True)
        return tuple(Shown(label=label, letter=letter, text=self.question.option(letter)) for label, letter in pairs)

    def labels(self, letters: tuple[str, ...]) -> tuple[str, ...]:
        """Own letters as the labels under which they are shown, in that order."""
        return tuple(option.label for option in self.options if option.letter in letters)

    def letters(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """Labels as own letters; others are ignored."""
        return tuple(option.letter for option in self.options if option.label in labels)


def posed(question: Question, seed: str) -> Posed:
    """A question in the order of its options that `seed` gives."""
    drawn = {letter: sha256(f"{seed}\n{question.id}\n{letter}".encode("utf-8", "surrogatepass")).digest() for letter in LETTERS}
    return Posed(question=question, order=tuple(sorted(LETTERS, key=lambda letter: drawn[letter])))


def ordered(question: Question, order: str) -> Posed:
    """A question in an order that was kept as letters, such as "CADB"; what is none gives the order of the bank."""
    return Posed(question=question, order=tuple(order) if sorted(order) == list(LETTERS) else LETTERS)
