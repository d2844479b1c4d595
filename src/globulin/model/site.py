"""What a site shows beside answers: lists to browse, and pages about itself."""

from dataclasses import dataclass, field
from typing import Literal

from globulin.model.sentence import Sentence

LinkKind = Literal[
    "question", "topic", "intent", "term", "source", "fact", "change", "page", "place"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLink:
    """Something that has a place on the site; the surface knows the address of its kind.

    `note` is said beside it; `detail` are further lines about it; `page` is the question about it
    that has a page.
    """

    kind: LinkKind
    id: str
    title: str
    note: str | None = None
    detail: tuple[str, ...] = ()
    page: "SiteLink | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A headed list of links; a `more` link leads to the whole of it."""

    id: str
    heading: str
    links: tuple[SiteLink, ...]
    note: str | None = None
    more: SiteLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of shelves.

    `lead` are plain sentences under the title; `trail` leads from the home page to it.
    """

    title: str
    description: str
    shelves: tuple[Shelf, ...]
    lead: tuple[str, ...] = ()
    trail: tuple[SiteLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSection:
    """A headed part of a page about the site itself."""

    heading: str
    statements: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page about the site itself: what it is for, how it works, what it keeps."""

    id: str
    title: str
    description: str
    sections: tuple[SiteSection, ...]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeChange:
    """A change of the knowledge that a reader may want to know of; `facts` are those changed."""

    id: str
    date: str
    kind: Literal["added", "corrected", "removed"]
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds every page of the site.

    `words` are the labels, `read` those of the reading form; `path` is the page's own address on
    the site, and `base` that of the site; `parts` are further lists at the end of a page; `data`
    are records for machines.
    """

    words: dict[str, str]
    read: dict[str, str]
    path: str
    trail: tuple[SiteLink, ...] = ()
    parts: tuple[Shelf, ...] = ()
    base: str | None = None
    indexed: bool = True
    data: tuple[dict[str, object], ...] = field(default=())
