"""Why there is no file."""


class NotMade(Exception):
    """A file cannot be made. Its text is for the log; a reader is told that the same is there as Markdown."""
