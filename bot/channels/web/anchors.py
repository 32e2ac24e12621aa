"""Where links into the page of an interview lead."""


def line_id(criterion: str) -> str:
    """The line of a criterion in the scorecard."""
    return f"criterion-{criterion.replace('.', '-')}"
