"""The HTTP face of the fake: methods, uploads, downloads, response URLs, the consent page and WebSockets."""

import base64
import inspect
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import web

from tests.fakes.slack.arguments import METHODS, checked
from tests.fakes.slack.calls import Call
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.messages import JSON
from tests.fakes.slack.methods import PLAYED
from tests.fakes.slack.refusals import Refused, TooFast
from tests.fakes.slack.responses import respond
from tests.fakes.slack.sign_in import asked_rightly
from tests.fakes.slack.workspace import Token

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to your workspace</body></html>"
LARGEST = 64 * 1024 * 1024
KINDS = {"xoxb": "bot", "xoxe.xoxb": "bot", "xapp": "app", "xoxp": "user", "xoxe": "refresh"}


class Face:
    """Answers requests."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack

    def application(self) -> web.Application:
        """The aiohttp application."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/upload/v1/{team}/{file}", self._upload)
        app.router.add_get("/files-pri/{team}-{file}/{name:.+}", self._download)
        app.router.add_post("/response/{id}", self._response)
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        app.router.add_get("/openid/connect/authorize", self._authorize)
        app.router.add_get("/link/", self._slack.sockets.serve)
        return app

    async def _api(self, request: web.Request) -> web.StreamResponse:
        call = Call(self._slack, request.match_info["method"], await _arguments(request), self._slack.clock.now())
        self._slack.calls.append(call)
        fault = self._slack.faults.take(call.method, call.arguments)
        if fault and not fault.after_effect:
            return await self._misbehave(fault, request)
        try:
            call.answer = self._answer(call, request)
        except TooFast as too_fast:
            call.answer = {"ok": False, "error": "ratelimited"}
            return web.json_response(call.answer, status=429, headers={"Retry-After": str(too_fast.seconds)})
        finally:
            self._slack.changed()
        await self._notice(call)
        told = {"x-oauth-scopes": ",".join(sorted(call.token.scopes))} if call.token and self._slack.tells_scopes else {}
        return await self._misbehave(fault, request) if fault else web.json_response(call.answer, headers=told)

    def _answer(self, call: Call, request: web.Request) -> JSON:
        try:
            if call.method not in METHODS:
                raise Refused("unknown_method", req_method=call.method)
            self._authorise(call, request)
            call.arguments = checked(call.method, call.arguments)
            return {"ok": True, **PLAYED[call.method](call)}
        except Refused as refused:
            return refused.answer()

    def _authorise(self, call: Call, request: web.Request) -> None:
        takes = METHODS[call.method]
        if takes.auth is None:
            _basic(call, request)
            return
        call.token = self._token(request)
        if call.token.kind != takes.auth and call.method not in ("auth.test", "auth.revoke"):
            raise Refused("not_allowed_token_type")
        if takes.scopes and not call.token.scopes.intersection(takes.scopes):
            raise Refused("missing_scope", needed=takes.scopes[0], provided=",".join(sorted(call.token.scopes)))

    def _token(self, request: web.Request) -> Token:
        header = request.headers.get("Authorization", "")
        if not header.startswith("Bearer "):
            raise Refused("not_authed")
        token = self._slack.tokens.get(header.removeprefix("Bearer ").strip())
        if token is None or token.kind == "refresh":
            raise Refused("invalid_auth")
        if token.revoked:
            raise Refused("token_revoked")
        if token.expires_at is not None and self._slack.clock.now() >= token.expires_at:
            raise Refused("token_expired")
        return token

    async def _notice(self, call: Call) -> None:
        for method, callback in self._slack.callbacks:
            if method in (call.method, "*"):
                result = callback(call)
                if inspect.isawaitable(result):
                    await result

    async def _misbehave(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        if fault.hang:
            await self._slack.closing.wait()
        if fault.hang or fault.cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=503)
        if fault.error is not None:
            return web.json_response({"ok": False, "error": fault.error}, status=fault.status or 200)
        if fault.status == 429:
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(fault.retry_after or 1)})
        return web.Response(status=fault.status or 500, text="<html><body>Server Error</body></html>", content_type="text/html")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        fault = self._slack.faults.take("upload", dict(request.match_info))
        if fault and not fault.after_effect:
            return await self._misbehave(fault, request)
        team = self._slack.workspaces.get(request.match_info["team"])
        file = team.files.get(request.match_info["file"]) if team else None
        content = await request.read()
        if file is None or file.content is not None or len(content) != file.length:
            return web.Response(status=400, text="upload refused: unknown, used, or not of the announced length")
        file.content = content
        self._slack.changed()
        return await self._misbehave(fault, request) if fault else web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        fault = self._slack.faults.take("download", dict(request.match_info))
        if fault:
            return await self._misbehave(fault, request)
        team = self._slack.workspaces.get(request.match_info["team"])
        file = team.files.get(request.match_info["file"]) if team else None
        try:
            token = self._token(request)
        except Refused:
            token = None
        if token is None or token.team is not team or "files:read" not in token.scopes:
            return web.Response(text=LOGIN_PAGE, content_type="text/html")
        if file is None or file.content is None or file.deleted:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.content, content_type=file.mimetype)

    async def _response(self, request: web.Request) -> web.StreamResponse:
        try:
            body = json.loads(await request.text())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        fault = self._slack.faults.take("response_url", body)
        if fault and not fault.after_effect:
            return await self._misbehave(fault, request)
        try:
            respond(self._slack, self._slack.response_urls.get(request.match_info["id"]), body)
        except Refused as refused:
            gone = refused.error in ("invalid_url", "expired_url", "used_url")
            return web.json_response(refused.answer(), status=404 if gone else 400)
        finally:
            self._slack.changed()
        return await self._misbehave(fault, request) if fault else web.Response(text="ok")

    async def _authorize(self, request: web.Request) -> web.StreamResponse:
        """The consent page: whoever has been asked to agree (`FakeSlack.visitor`) does so at once, anybody else declines."""
        query, back = request.query, {"state": request.query.get("state", "")}
        openid = request.path.startswith("/openid/")
        if query.get("client_id") != self._slack.client_id:
            return web.Response(status=400, text="Invalid client_id parameter")
        if wrong := asked_rightly(query, openid=openid, redirect_urls=self._slack.redirect_urls):
            return web.Response(status=400, text=wrong)
        visitor = self._slack.visitor
        if visitor and query.get("team", visitor.team.id) in (visitor.team.id, ""):
            scopes = [one for one in query.get("scope", "").replace(" ", ",").split(",") if one]
            nonce = query.get("nonce", "")
            back["code"] = self._slack.oauth_code(visitor, scopes=scopes, redirect_uri=query.get("redirect_uri"), openid=openid, nonce=nonce)
        else:
            back["error"] = "access_denied"
        raise web.HTTPFound(f"{query.get('redirect_uri', '')}?{urlencode(back)}")


async def _arguments(request: web.Request) -> JSON:
    arguments: dict[str, Any] = dict(request.query)
    if request.method != "POST":
        return arguments
    if request.content_type == "application/json":
        body = await request.text()
        return arguments | (json.loads(body) if body else {})
    return arguments | dict(await request.post())


def _basic(call: Call, request: web.Request) -> None:
    """A client's name and secret may come in the header."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        call.arguments = {"client_id": name, "client_secret": secret} | call.arguments
