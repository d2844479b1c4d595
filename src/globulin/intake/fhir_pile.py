"""All resources of a FHIR input with their places, and what their references point to.

References are resolved as https://hl7.org/fhir/R4/bundle.html#references says; one that could
mean two resources means none, so that people are never mixed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from globulin.errors import InputError
from globulin.intake.fhir_parts import as_dict, as_items, text_of

DEEPEST = 10
_VERSION = re.compile(r"/_history/([^/]*)$")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SERVER = re.compile(r"(https?://.+/)([A-Za-z]+)/[^/]+", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://|urn:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A resource with its place, and how it can be reached.

    `scope` is the place of the bundle around it, `holder` that of the resource that contains it;
    `local` is its type and id, `address` its full URL.
    """

    resource: dict[str, Any]
    where: str
    scope: str = ""
    holder: str | None = None
    local: str | None = None
    address: str | None = None

    @property
    def kind(self) -> str:
        """Return the type of the resource; empty where there is none."""
        return text_of(self.resource.get("resourceType")) or ""


@dataclass(slots=True)
class Pile:
    """All resources of an input, in order."""

    placed: list[Placed] = field(default_factory=list)
    _by_key: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    _by_place: dict[str, Placed] = field(default_factory=dict)

    def add(self, resources: Iterable[Placed]) -> None:
        """Add resources."""
        for one in resources:
            self.placed.append(one)
            self._by_place[one.where] = one
            for key in {one.local, one.address} - {None}:
                self._by_key[str(key)].append(one)

    def at(self, where: str | None) -> Placed | None:
        """Return the resource at a place."""
        return None if where is None else self._by_place.get(where)

    def find(self, reference: object, near: Placed) -> Placed | None:
        """Return the one resource that a reference in another resource means, or None."""
        text = reference.strip() if isinstance(reference, str) else ""
        if text.startswith("#"):
            home = near.holder or near.where
            inside = [one for one in self._by_key[text] if one.holder == home]
            return _only(inside) if len(text) > 1 else self.at(home)
        version = _VERSION.search(text)
        text = _VERSION.sub("", text)
        found = [
            one for one in self._fitting(text, near) if version is None or _is(one, version[1])
        ]
        return _only(_nearest(found, near))

    def _fitting(self, text: str, near: Placed) -> list[Placed]:
        """Return the resources that an address, or a type with an id, can mean."""
        address = text if _ABSOLUTE.match(text) else base_of(near) + text
        exact = [one for one in self._by_key[address] if one.address == address]
        if exact or text.startswith("urn:"):
            return exact
        found = self._by_key["/".join(address.split("/")[-2:])]
        # Another server's resource of the same type and id is another one.
        is_known = _ADDRESS.match(address) is not None
        return [one for one in found if not (is_known and _ADDRESS.match(one.address or ""))]


def unfold(resource: dict[str, Any], where: str) -> Iterator[Placed]:
    """Yield a resource and all inside it: entries of a bundle, contained ones.

    Raises:
        InputError: they are nested too deep.
    """
    yield from _unfold(Placed(resource=resource, where=where), DEEPEST)


def _unfold(place: Placed, depth: int) -> Iterator[Placed]:
    resource, where = place.resource, place.where
    if depth == 0:
        message = f"{where}: resources are nested more than {DEEPEST} deep"
        raise InputError(message)
    key = text_of(resource.get("id"))
    if place.kind == "Bundle":
        yield from _entries(place, depth)
        return
    local = f"{place.kind}/{key}" if key and place.holder is None else key and f"#{key}"
    yield _with(place, local=local)
    for number, inner in enumerate(as_items(resource.get("contained"))):
        inside = Placed(
            resource=as_dict(inner),
            where=f"{where}.contained[{number}]",
            scope=place.scope,
            # Resources inside a contained one are reached from the outermost.
            holder=place.holder or where,
        )
        yield from _unfold(inside, depth - 1)


def _entries(bundle: Placed, depth: int) -> Iterator[Placed]:
    for number, item in enumerate(as_items(bundle.resource.get("entry"))):
        entry, where = as_dict(item), f"{bundle.where}.entry[{number}]"
        if isinstance(item, dict) and entry.get("resource") is None:
            # A link, or the answer to a request: it carries no resource.
            continue
        inner = Placed(
            resource=as_dict(entry.get("resource")),
            where=f"{where}.resource" if entry else where,
            scope=bundle.where,
            address=text_of(entry.get("fullUrl")),
        )
        yield from _unfold(inner, depth - 1)


def _with(place: Placed, *, local: str | None) -> Placed:
    return Placed(
        resource=place.resource,
        where=place.where,
        scope=place.scope,
        holder=place.holder,
        local=local,
        address=place.address,
    )


def base_of(place: Placed) -> str:
    """Return the address of the server that a resource comes from; empty where it is not told."""
    match = _SERVER.fullmatch(place.address or "")
    return match[1] if match is not None and match[2] == place.kind else ""


def as_local(reference: str, near: Placed) -> str:
    """Return a reference without its version, and without the server that both come from."""
    return _VERSION.sub("", reference).removeprefix(base_of(near) or "\n")


def root_of(place: Placed) -> str:
    """Return the outermost bundle around a resource; empty for one that stands alone."""
    return place.scope.partition(".entry[")[0]


def _is(place: Placed, version: str) -> bool:
    return as_dict(place.resource.get("meta")).get("versionId") == version


def _nearest(found: list[Placed], near: Placed) -> list[Placed]:
    """Return those in the same bundle, else those in the bundle around it, and so on outward.

    The bundles of other documents are other sources, where an id may mean somebody else.
    """
    scope = near.scope
    while scope:
        inside = [one for one in found if one.scope == scope]
        if inside:
            return inside
        scope = scope.rpartition(".entry[")[0]
    return [one for one in found if root_of(one) in {"", root_of(near)}]


def _only(found: list[Placed]) -> Placed | None:
    """Return the one resource; the same one several times is one."""
    is_one = bool(found) and all(one.resource == found[0].resource for one in found[1:])
    return found[0] if is_one else None
