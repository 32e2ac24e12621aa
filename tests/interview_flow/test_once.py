"""Work is done once for the same objects, and again for others, however alike."""

from interview_flow.once import MOST, once


def test_the_same_objects_are_worked_on_once() -> None:
    asked: list[list[int]] = []
    words = [1, 2]

    @once
    def total(figures: list[int], more: None) -> int:
        asked.append(figures)
        return sum(figures)

    assert (total(words, None), total(words, None)) == (3, 3)
    assert asked == [words]


def test_an_equal_object_is_another_one() -> None:
    @once
    def itself(figures: list[int]) -> list[int]:
        return figures

    first, second = [1], [1]

    assert itself(first) is first
    assert itself(second) is second


def test_what_is_kept_is_bounded_and_never_mistaken_for_something_new() -> None:
    @once
    def doubled(figures: list[int]) -> int:
        return 2 * figures[0]

    assert [doubled([number]) for number in range(3 * MOST)] == [2 * number for number in range(3 * MOST)]
