"""Pages as responses: those for everybody are kept, those for one person never are."""

import gzip

from litestar.response import Response

from globulin.surfaces.web.kept import HTML, KeptPage
from globulin.surfaces.web.site import Site

NO_STORE = "no-store"


def html(body: bytes, *, status: int = 200, age: str) -> Response[bytes]:
    """Return an HTML response."""
    return Response(body, status_code=status, media_type=HTML, headers={"cache-control": age})


def private_page(body: bytes, *, status: int = 200) -> Response[bytes]:
    """Return a page that nobody keeps: neither we nor the browser."""
    return html(body, status=status, age=NO_STORE)


def shared_page(site: Site, path: str, query: bytes, page: KeptPage) -> Response[bytes]:
    """Keep a page and return it; from the next time on it is sent before any routing."""
    site.shelf.put(path, query, page)
    if page.slug is not None:
        site.views.note(page.slug)
    return Response(
        gzip.decompress(page.packed),
        media_type=page.kind.decode(),
        headers={
            "cache-control": page.age.decode(),
            "etag": page.etag.decode(),
            "vary": "accept-encoding",
        },
    )
