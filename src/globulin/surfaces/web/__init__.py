"""The web site: ask, browse, read your result; one process, no store.

This room translates requests into calls and pages into bytes. It refuses to keep, to log or to
put into an address what somebody typed, and decides nothing.
"""

from globulin.surfaces.web.app import create_app
from globulin.surfaces.web.settings import WebSettings

__all__ = ["WebSettings", "create_app"]
