"""Whatever is sent to the API, the answer is one that its description announces, and never a 500. Schemathesis makes the requests from the description."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from tests.bot.web.sites import Site, site

REQUESTS = 12
"""To each operation."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path) as made:
        yield made


async def test_no_request_is_answered_in_a_way_that_is_not_described(here: Site) -> None:
    description = (await here.client.get("/api/v1/openapi.json")).json()

    told = await asyncio.to_thread(_try_everything, description, here.url + "/api/v1")

    assert told == []


def _try_everything(description: dict[str, Any], url: str) -> list[str]:
    schema = schemathesis.openapi.from_dict(description)
    told: list[str] = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=REQUESTS, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def try_it(case: Any) -> None:
            if "interview_id" in case.path_parameters and len(case.path_parameters["interview_id"]) % 2:
                case.path_parameters["interview_id"] = "limiter"
            case.call_and_validate(base_url=url, checks=CHECKS)

        try:
            try_it()
        except Exception as failure:  # every kind that schemathesis and hypothesis know
            told.append(f"{operation.label}: {failure}")
    return told
