"""The site as such: who gets in, what a page may load, what is told of what is not there."""

from pathlib import Path

import pytest
from fastapi import Request

from bot.channels.web.forms import Forms
from bot.channels.web.refusals import Forbidden
from bot.channels.web.viewer import Viewer
from tests.bot.web.sites import site


class NobodyKnown:
    """A door behind which nobody is known."""

    async def viewer(self, request: Request) -> Viewer | None:
        return None


async def test_the_local_user_sees_every_interview(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        page = await here.client.get("/")

    assert page.status_code == 200
    assert "rate limiter" in page.text.casefold()


async def test_a_stranger_is_told_nothing(tmp_path: Path) -> None:
    async with site(tmp_path, NobodyKnown()) as here:
        page = await here.client.get("/")

    assert page.status_code == 401
    assert "rate limiter" not in page.text.casefold()


async def test_a_page_loads_nothing_but_our_own_files(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        page = await here.client.get("/")

    assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self';")


async def test_what_does_not_exist_is_a_page_too(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        page = await here.client.get("/no-such-page")

    assert page.status_code == 404
    assert "There is nothing here" in page.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
async def test_another_name_that_leads_to_this_machine_is_refused(tmp_path: Path, host: str) -> None:
    async with site(tmp_path, played=False) as here:
        page = await here.client.get("/", headers={"host": host})

    assert page.status_code == 400


def test_a_form_counts_only_with_the_token_of_its_viewer() -> None:
    forms = Forms(("new", "old"))
    ada, ben = Viewer("slack:T1:U1", "Ada"), Viewer("slack:T1:U2", "Ben")
    token = Forms(("old",)).token(ada)

    forms.check(ada, token)
    for viewer, wrong in ((ben, token), (ada, token[:-1]), (ada, ""), (ada, Forms(("other",)).token(ada))):
        with pytest.raises(Forbidden):
            forms.check(viewer, wrong)


async def test_a_page_of_another_site_has_ones_own_machine_do_and_tell_nothing(tmp_path: Path) -> None:
    elsewhere = ({"origin": "http://evil.example"}, {"origin": "null", "sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"})
    async with site(tmp_path, played=False) as here:
        done = [(await here.client.post("/api/v1/interviews/x/reveal", headers=headers)).status_code for headers in elsewhere]
        told = [(await here.client.get("/?q=a", headers=headers)).status_code for headers in elsewhere]
        link = await here.client.get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"})
        own = await here.client.post("/practice", headers={"origin": "null", "sec-fetch-site": "same-origin"}, data={"token": "x"})

    assert (done, told, link.status_code) == ([403] * 3, [403] * 3, 200)
    assert "does not come from here" in own.text
