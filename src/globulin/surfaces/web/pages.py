"""Pages as responses: those for everybody are kept, those for one person never are."""

import gzip

from litestar.response import Response

from globulin.surfaces.web.kept import KeptPage
from globulin.surfaces.web.site import Site

NO_STORE = "no-store"


def html(body: bytes, *, status: int = 200, age: str) -> Response[bytes]:
    """Return an HTML response."""
    return Response(
        body, status_code=status, media_type="text/html", headers={"cache-control": age}
    )


def private_page(body: bytes, *, status: int = 200) -> Response[bytes]:
    """Return a page that nobody keeps: neither we nor the browser."""
    return html(body, status=status, age=NO_STORE)


def shared_page(site: Site, path: str, query: bytes, page: KeptPage) -> Response[bytes]:
    """Keep a page: it is sent from the shelf, this time and from now on before any routing."""
    site.shelf.put(path, query, page)
    if page.slug is not None:
        site.views.note(page.slug)
    # What stands in front of the application sends the page from the shelf in this one's place,
    # where the address that was asked for is the one that the page is kept under.
    headers = {"etag": page.etag.decode(), "cache-control": page.age.decode()}
    # The framework names the character set of a text itself.
    kind = page.kind.decode().partition(";")[0]
    return Response(gzip.decompress(page.packed), media_type=kind, headers=headers)
