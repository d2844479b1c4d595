"""The site as a client sees it, without a socket: requests go straight into the application."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from globulin.knowledge import Knowledge
from globulin.surfaces.web import WebSettings, create_app

BASE = "http://site.test"


@dataclass(frozen=True, eq=False)
class SiteClient:
    """Sends requests to one running site."""

    app: Any

    def request(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Return the answer to one request."""

        async def ask() -> httpx.Response:
            # The site answers an internal fault itself; an exception here would hide that.
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, **content)

        return asyncio.run(ask())

    def get(self, path: str, **content: Any) -> httpx.Response:
        """Return the answer to a GET."""
        return self.request("GET", path, **content)

    def post(self, path: str, **content: Any) -> httpx.Response:
        """Return the answer to a POST."""
        return self.request("POST", path, **content)


def make_client(knowledge: Knowledge, **settings: Any) -> SiteClient:
    """Return a client of a fresh site."""
    chosen = WebSettings(base=BASE, **settings)
    return SiteClient(create_app(knowledge, chosen, day=lambda: "2026-03-14"))
