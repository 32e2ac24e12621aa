"""Secrets that open something for whoever holds them: API tokens and links. Each is shown once; only its hash is kept (`storage.shares.hashed`)."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "mi_"
"""By which a scanner of public code knows a token of ours."""


def once() -> str:
    """For a form that makes something: sent twice, it makes the same thing."""
    return secrets.token_urlsafe(32)


def api_token(key: str, once: str) -> str:
    """The 256-bit token that this form makes, the same when it is sent again by somebody who pressed twice."""
    return PREFIX + _made(key, "api", once)


def link_token(key: str, once: str) -> str:
    """As `api_token`, for a link."""
    return _made(key, "link", once)


def _made(key: str, use: str, once: str) -> str:
    made = hmac.digest(key.encode(), f"{use} {once}".encode("utf-8", "surrogatepass"), hashlib.sha256)
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
