"""What pages say to machines: schema.org records, from the same statements as people read.

https://schema.org/MedicalWebPage, /FAQPage, /MedicalTest, /BreadcrumbList, /DefinedTermSet.
"""

from collections.abc import Iterable

from globulin.model import Listing, Page, SiteLink, Statement
from globulin.render.site import link_path
from globulin.surfaces.web.site import Site

CONTEXT = "https://schema.org"
Record = dict[str, object]


def answer_data(site: Site, page: Page) -> tuple[Record, ...]:
    """Return the records of an answer page."""
    url = f"{site.settings.base}/answers/{page.slug}"
    about = _test_of(site, page)
    web_page: Record = {
        "@context": CONTEXT,
        "@type": "MedicalWebPage",
        "name": page.title,
        "url": url,
        "inLanguage": "en",
        "description": _joined(page.answer),
        "audience": {"@type": "Patient"},
        "isAccessibleForFree": True,
    }
    if page.updated is not None:
        web_page["dateModified"] = page.updated
    if about is not None:
        web_page["about"] = about
    questions: Record = {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "url": url,
        "mainEntity": [
            {
                "@type": "Question",
                "name": page.title,
                "acceptedAnswer": {"@type": "Answer", "text": _joined(page.answer)},
            }
        ],
    }
    trail = site.page_frame(page).trail
    return (web_page, questions, *trail_data(site, trail, page.title, f"/answers/{page.slug}"))


def trail_data(site: Site, trail: Iterable[SiteLink], title: str, path: str) -> tuple[Record, ...]:
    """Return the way to a page; none where nothing leads to it."""
    steps = [(link.title, link_path(link)) for link in trail]
    if not steps:
        return ()
    items: list[Record] = [
        {"@type": "ListItem", "position": n, "name": name, "item": f"{site.settings.base}{at}"}
        for n, (name, at) in enumerate([*steps, (title, path)], start=1)
    ]
    return ({"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items},)


def site_data(site: Site) -> tuple[Record, ...]:
    """Return the record of the site."""
    return (
        {
            "@context": CONTEXT,
            "@type": "WebSite",
            "name": site.words["site"],
            "description": site.words["tagline"],
            "url": f"{site.settings.base}/",
            "inLanguage": "en",
        },
    )


def terms_data(site: Site, listing: Listing) -> tuple[Record, ...]:
    """Return the words that are explained."""
    terms: list[Record] = [
        {"@type": "DefinedTerm", "name": link.title, "description": link.note}
        for shelf in listing.shelves
        for link in shelf.links
    ]
    return (
        {
            "@context": CONTEXT,
            "@type": "DefinedTermSet",
            "name": listing.title,
            "url": f"{site.settings.base}/glossary",
            "hasDefinedTerm": terms,
        },
    )


def _test_of(site: Site, page: Page) -> Record | None:
    """Return the laboratory test that a page is about, with its LOINC code."""
    analyte = site.knowledge.analyte(page.route.analyte) if page.route.analyte else None
    if analyte is None:
        return None
    record: Record = {"@type": "MedicalTest", "name": analyte.name, "alternateName": analyte.short}
    if analyte.loinc is not None:
        record["code"] = {
            "@type": "MedicalCode",
            "codeValue": analyte.loinc,
            "codingSystem": "LOINC",
        }
    return record


def _joined(statements: Iterable[Statement]) -> str:
    return " ".join(statement.text for statement in statements)
