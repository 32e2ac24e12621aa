"""What a command may fail with, and how that is told."""


class BadInput(Exception):
    """What was typed cannot be used; the sentence says why. Exit status 2."""


class Failed(Exception):
    """The program cannot do it; the sentence says why. Exit status 1."""
