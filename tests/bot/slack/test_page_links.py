"""Links to our pages."""

import pytest

from bot.channels.slack.page_links import PageLinks
from storage.failures import UnknownInterview

PAGES = PageLinks("https://interviews.example.com/", are_read=True)


def test_a_link_leads_to_the_interview_and_back() -> None:
    link = PAGES.to("a1")

    assert link == "https://interviews.example.com/interviews/a1"
    assert [PAGES.interview_in(f"{link}{rest}") for rest in ("", "/", "/hlsd?x=1", "#t4", "?a/b")] == ["a1"] * 5


@pytest.mark.parametrize("pages", [PageLinks(), PageLinks("https://interviews.example.com"), PageLinks(None, are_read=True)])
def test_nobody_is_led_to_a_page_that_they_cannot_read(pages: PageLinks) -> None:
    assert pages.to("a1") is None


def test_without_an_address_no_link_is_ours() -> None:
    with pytest.raises(UnknownInterview):
        PageLinks().interview_in("/interviews/a1")
