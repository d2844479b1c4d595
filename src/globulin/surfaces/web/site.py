"""One running site: its knowledge, its labels, the pages it keeps, the views it counts."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from litestar.di import NamedDependency

from globulin.answers.browse import trail_of
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Finding, Frame, Page, Shelf, SiteLink, SitePage
from globulin.render.site import render_site
from globulin.surfaces.web.kept import PageShelf
from globulin.surfaces.web.settings import WebSettings
from globulin.surfaces.web.views import ViewCounts


@dataclass(frozen=True, eq=False)
class Site:
    """What every handler of the site works with."""

    knowledge: Knowledge
    settings: WebSettings
    shelf: PageShelf
    views: ViewCounts

    @cached_property
    def labels(self) -> dict[str, Any]:
        """Return every label of the site."""
        return self.knowledge.table("site")

    @cached_property
    def words(self) -> dict[str, str]:
        """Return the labels of the frame beside those that every page has."""
        interface, of_site = self.knowledge.table("interface"), self.labels["words"]
        urgency = {f"urgency_{key}": word for key, word in interface["urgency"].items()}
        return {**interface["words"], **urgency, **of_site}

    @cached_property
    def about(self) -> tuple[SiteLink, ...]:
        """Return the links to the pages about the site."""
        pages = sorted(self.knowledge.all("site_page", SitePage), key=lambda page: page.order)
        return tuple(SiteLink(kind="page", id=page.id, title=page.title) for page in pages)

    def frame(
        self,
        path: str,
        *,
        trail: tuple[SiteLink, ...] = (),
        parts: tuple[Shelf, ...] = (),
        is_indexed: bool = True,
        data: tuple[dict[str, object], ...] = (),
    ) -> Frame:
        """Return what surrounds the page at a path."""
        return Frame(
            words=self.words,
            read=self.labels["read"],
            path=path,
            trail=trail,
            parts=parts,
            base=self.settings.base,
            indexed=is_indexed,
            data=data,
        )

    def page_frame(self, page: Page, **beside: Any) -> Frame:  # noqa: ANN401 - as `frame`
        """Return what surrounds the page of a question."""
        return self.frame(
            f"/answers/{page.slug}", trail=trail_of(self.knowledge, page.slug), **beside
        )

    def render(self, template: str, frame: Frame, **content: object) -> bytes:
        """Return a page as bytes."""
        return render_site(template, frame=frame, about=self.about, **content).encode()

    @cached_property
    def readable(self) -> tuple[Analyte, ...]:
        """Return the classes whose results can be read."""
        return tuple(a for a in self.knowledge.analytes() if a.covered and a.directions)

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the ids of the classes that the form offers."""
        return tuple(analyte.id for analyte in self.readable)

    @cached_property
    def class_names(self) -> dict[str, str]:
        """Return the name of each class by its id."""
        return {analyte.id: analyte.name for analyte in self.readable}

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Return the units in which results are shown."""
        return tuple(dict.fromkeys(unit for analyte in self.readable for unit in analyte.units))

    @cached_property
    def form_lists(self) -> dict[str, object]:
        """Return the lists that the form chooses from."""
        return {
            "most_kilobytes": self.settings.most_file_bytes // 1_000,
            "classes": [(analyte.id, analyte.short) for analyte in self.readable],
            "units": self.units,
            "finding_names": sorted(self.finding_names.values()),
        }

    @cached_property
    def finding_names(self) -> dict[str, str]:
        """Return the name of each finding by its id."""
        return {finding.id: finding.name for finding in self.knowledge.all("finding", Finding)}


# How a handler asks for the site.
OwnSite = NamedDependency[Site]
