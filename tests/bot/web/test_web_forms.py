"""Forms as nobody's browser would send them."""

from pathlib import Path

from tests.bot.web.sites import site


async def test_an_encoding_that_the_sender_chose_breaks_nothing(tmp_path: Path) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="topic"\r\n\r\n\\ud800\r\n--x--\r\n'
    async with site(tmp_path, played=False) as here:
        statuses = {
            encoding: (
                await here.client.post("/practice", content=body, headers={"content-type": f"multipart/form-data; boundary=x; charset={encoding}"})
            ).status_code
            for encoding in ("undefined", "unicode_escape", "raw_unicode_escape", "no-such", "utf-8")
        }

    assert statuses == {"undefined": 400, "unicode_escape": 400, "raw_unicode_escape": 400, "no-such": 403, "utf-8": 403}
