"""One address of every page type of the site."""

PAGE_TYPES = {
    "home": "/",
    "answer": "/answers/what-causes-high-immunoglobulin-m-igm",
    "answer-range": "/answers/what-is-the-normal-range-of-immunoglobulin-g-igg",
    "answer-condition": "/answers/acute-hepatitis-a-what-is-known-of-immunoglobulins-in-it",
    "answer-test": "/answers/what-is-serum-protein-electrophoresis-spep",
    "topics": "/topics",
    "topic": "/topics/high-igm",
    "group": "/topics/infection",
    "intent": "/questions/causes",
    "conditions": "/conditions",
    "tests": "/tests",
    "analytes": "/analytes",
    "glossary": "/glossary",
    "sources": "/sources",
    "source": "/sources/igm-population-2021",
    "changes": "/changes",
    "search": "/search?q=hepatitis",
    "read": "/read",
    "about": "/about",
    "about-page": "/about/privacy",
    "missing": "/answers/no-such-page",
}
MISSING = {"missing"}
PASTED = """IMMUNOGLOBULIN M, QN, SERUM 412 mg/dL 40-230 H
IGG 1240 mg/dL 700-1600
IGA 212 mg/dL 70-400
female, 54 years old
night sweats, no fever
"""
