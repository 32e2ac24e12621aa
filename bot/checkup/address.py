"""The public address: tried as Slack would, from here."""

import aiohttp

from bot.channels.slack.manifest import EVENTS_PATH, BadAddress, checked
from bot.checkup.findings import Finding, attention, broken, not_set_up, ok

VARIABLE = "MOCK_INTERVIEW_PUBLIC_URL"
LONGEST = 4096
"""Bytes of an answer that are read."""


def shape(url: str | None) -> list[Finding]:
    """Whether it is an address that Slack would call."""
    if not url:
        advice = f"Set {VARIABLE} to the https address under which Slack and people reach this program, if there is one."
        return [not_set_up("public address", "without it nothing is tried from outside, and transcripts are not linked to", advice)]
    try:
        return [ok("public address", checked(url))]
    except BadAddress as bad:
        return [broken("public address", str(bad), f"Correct {VARIABLE}.")]


async def reached(url: str, browser: aiohttp.ClientSession, over_http: bool) -> list[Finding]:
    """Whether this program answers there, and with `over_http` also refuses what Slack has not signed."""
    base = url.rstrip("/")
    try:
        status, text, elsewhere = await _answer(browser, "GET", f"{base}/healthz")
        found = [_alive(status, text, elsewhere)]
        if over_http and not found[0].advice:
            status, _, elsewhere = await _answer(browser, "POST", f"{base}{EVENTS_PATH}")
            found.append(_guarded(status, elsewhere))
        return found
    except (aiohttp.ClientError, ValueError, OSError) as error:
        return [broken("answers there", *_unanswered(error))]


async def _answer(browser: aiohttp.ClientSession, method: str, url: str) -> tuple[int, str, str]:
    """The status, the beginning of the text, and where a redirect leads, of a request that Slack has not signed."""
    async with browser.request(method, url, data=b"{}" if method == "POST" else None, allow_redirects=False) as answer:
        text = (await answer.content.read(LONGEST)).decode("utf-8", "replace")
        return answer.status, text, answer.headers.get("Location", "elsewhere") if 300 <= answer.status < 400 else ""


def _alive(status: int, text: str, elsewhere: str) -> Finding:
    if status == 200 and '"alive"' in text:
        return ok("answers there", "yes, this program")
    if elsewhere:
        return broken("answers there", f"/healthz is redirected to {elsewhere}", f"Slack follows no redirect: set {VARIABLE} to where it ends.")
    if status in (502, 503, 504):
        return broken(
            "answers there", f"a proxy does, but finds nobody behind it (status {status})", "Start `mock-interview serve`, and check its port."
        )
    advice = f"Another program answers there, or a proxy that does not pass the path on: correct the proxy or {VARIABLE}."
    return broken("answers there", f"/healthz gives status {status} in place of this program's answer", advice)


def _guarded(status: int, elsewhere: str) -> Finding:
    match status:
        case 401:
            return ok("signatures", f"an unsigned request to {EVENTS_PATH} is refused")
        case 404 | 405:
            advice = "Let the proxy pass the path on; and `serve` must run over HTTP, without --socket."
            return broken("signatures", f"{EVENTS_PATH} is not served there (status {status})", advice)
        case _ if elsewhere:
            return broken("signatures", f"{EVENTS_PATH} is redirected to {elsewhere}", f"Slack follows no redirect: set {VARIABLE} to where it ends.")
        case _ if 200 <= status < 300:
            return broken("signatures", f"{EVENTS_PATH} takes an unsigned request", "What answers there is not this program: correct the proxy.")
        case _:
            advice = "401 was expected: look into the log of `serve` and of the proxy."
            return attention("signatures", f"an unsigned request to {EVENTS_PATH} gives status {status}", advice)


def _unanswered(error: Exception) -> tuple[str, str]:
    """What was found, and what to do."""
    match error:
        case aiohttp.ClientConnectorDNSError():
            return "its name is not known to DNS", f"Correct {VARIABLE}, or make the name known."
        case aiohttp.ClientSSLError() | aiohttp.ClientConnectorCertificateError():
            return "its certificate is not valid", "Slack refuses it too: renew the certificate, with every certificate between it and its root."
        case aiohttp.InvalidURL() | ValueError():
            return "it is not an address", f"Correct {VARIABLE}."
        case aiohttp.ClientConnectorError():
            return "nobody listens", "Start `mock-interview serve` and the proxy or tunnel before it, then run `mock-interview doctor` again."
        case _:
            return f"the connection broke off ({type(error).__name__})", "Look into the log of the proxy or tunnel."
