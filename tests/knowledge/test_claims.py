"""What a reader may have read elsewhere: every statement has a claim, a verdict and evidence."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from globulin.answers import answer_question
from globulin.knowledge import Knowledge
from globulin.model import ClaimEntry, Fact, Question, Sentence, facts_of
from globulin.render import render_page
from tools.reading_levels import reading_level_of

TABLE = Path(__file__).with_name("claim_table.csv")
# How the sentence of each verdict opens, said here once more: the words are a promise.
OPENINGS = {
    "supported": "True: ",
    "qualified": "Partly true: ",
    "contradicted": "Not true: ",
    "unknown": "Not known: ",
}
MOST_WORDS, MOST_GRADE = 25, 12
# A share written out: it would stay behind when its fact changes.
SHARE_IN_WORDS = re.compile(
    r"\b(?:one|two|three|four|nine) (?:in|of|out of) (?:two|three|four|five|six|ten)\b",
    re.IGNORECASE,
)


def rows(kind: str) -> list[dict[str, str]]:
    """Return the rows of the table of one kind."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["kind"] == kind]


@pytest.fixture(scope="module")
def claims(knowledge: Knowledge) -> dict[str, ClaimEntry]:
    """Return every claim by its id."""
    return {claim.id: claim for claim in knowledge.all("claim", ClaimEntry)}


def sentences(claim: ClaimEntry) -> tuple[Sentence, ...]:
    """Return all sentences of a claim, its verdict in words first."""
    return (claim.sentence, *claim.statements)


def facts(claim: ClaimEntry, knowledge: Knowledge) -> dict[str, Any]:
    """Return the facts that the evidence of a claim rests on."""
    keys = {key for sentence in claim.statements for key in facts_of(sentence)}
    return {key: knowledge.fact(key) for key in keys}


def test_the_table_holds_every_row_of_the_evidence() -> None:
    """45 statements about consumer pages were gathered; each has a key of its own."""
    keys = [row["key"] for row in rows("row")]

    assert 45 == len(keys) == len(set(keys))


@pytest.mark.parametrize("row", [*rows("row"), *rows("issue")], ids=lambda row: row["key"])
def test_a_statement_has_its_claim(
    row: dict[str, str], claims: dict[str, ClaimEntry], knowledge: Knowledge
) -> None:
    """With the verdict of the table, and on the source from which the row was gathered."""
    claim = claims[row["claim"]]
    sources = {source for fact in facts(claim, knowledge).values() for source in fact.sources}

    assert row["verdict"] == claim.verdict
    assert {row["source"]} - {""} <= sources


def test_each_entity_has_a_claim_of_its_own() -> None:
    """Measles is not judged together with mumps."""
    named = [row["claim"] for row in rows("issue")]

    assert sorted(set(named)) == sorted(named)


def test_a_claim_says_its_verdict_in_one_plain_sentence(
    claims: dict[str, ClaimEntry], knowledge: Knowledge
) -> None:
    """The opening agrees with the verdict; at most 25 words and grade 12; one sentence."""
    level = reading_level_of(knowledge)
    wrong = [
        claim.id
        for claim in claims.values()
        if not claim.sentence.text.startswith(OPENINGS[claim.verdict])
        or len(claim.sentence.text.split()) > MOST_WORDS
        or level.grade(claim.sentence.text) > MOST_GRADE
        or not re.fullmatch(r"[^.!?]+\.", claim.sentence.text)
    ]

    assert [] == wrong


def test_the_evidence_of_a_claim_is_plain_too(
    claims: dict[str, ClaimEntry], knowledge: Knowledge
) -> None:
    """Every statement stays within grade 12, its numbers counted as words."""
    level = reading_level_of(knowledge)
    hard = [
        (claim.id, sentence.text)
        for claim in claims.values()
        for sentence in sentences(claim)
        if level.grade(sentence.text) > MOST_GRADE
    ]

    assert [] == hard


def test_the_verdict_rests_on_the_evidence_below_it(claims: dict[str, ClaimEntry]) -> None:
    """The sentence names the facts of its statements, all of them and no others."""
    for claim in claims.values():
        below = {key for sentence in claim.statements for key in facts_of(sentence)}

        assert below == set(claim.sentence.facts), claim.id


def test_what_is_not_known_says_what_was_searched(
    claims: dict[str, ClaimEntry], knowledge: Knowledge
) -> None:
    """Nothing found is an own reading, with its reason; never a bare verdict."""
    for claim in claims.values():
        if claim.verdict == "unknown":
            evidence = {fact.evidence for fact in facts(claim, knowledge).values()}

            assert "our-reading" in evidence, claim.id


def test_a_verdict_needs_a_study(claims: dict[str, ClaimEntry], knowledge: Knowledge) -> None:
    """Supported, qualified and contradicted claims rest on a source that is not ours."""
    bare = {
        claim.id
        for claim in claims.values()
        if claim.verdict != "unknown"
        and all(fact.evidence == "our-reading" for fact in facts(claim, knowledge).values())
    }

    assert set() == bare


def test_no_share_is_written_out_in_a_claim(claims: dict[str, ClaimEntry]) -> None:
    """A share comes from a fact: none is typed into a sentence, not even in words."""
    typed = [
        sentence.text
        for claim in claims.values()
        for sentence in sentences(claim)
        if SHARE_IN_WORDS.search(sentence.text)
    ]

    assert [] == typed


@pytest.mark.parametrize("question", ["what causes high igm", "what does low iga mean"])
def test_a_page_says_the_verdict_first(knowledge: Knowledge, question: str) -> None:
    """In JSON the first statement; the page lists every claim of its class and side."""
    page = answer_question(Question(text=question), knowledge)
    document = json.loads(render_page(page, format="json"))
    entries = knowledge.claims(page.route.analyte, page.route.direction)

    assert [entry.claim for entry in entries] == [c["claim"] for c in document["claims"]]
    for entry, shown in zip(entries, document["claims"], strict=True):
        assert entry.sentence.text == shown["statements"][0]["text"]
        assert len(entry.statements) == len(shown["statements"]) - 1


def test_html_folds_the_evidence_and_shows_the_verdict(knowledge: Knowledge) -> None:
    """The sentence stands outside the fold, what it rests on inside."""
    page = answer_question(Question(text="what causes high igm"), knowledge)
    html = render_page(page, format="html")
    shown = html.split('id="claims"')[1].split('id="next-steps"')[0]
    folds = re.findall(r"<details[^>]*>.*?</details>", shown, re.DOTALL)
    outside = re.sub(r"<details[^>]*>.*?</details>", "", shown, flags=re.DOTALL)

    assert len(page.claims) == len(folds)
    assert len(page.claims) == len(
        re.findall(r"<p>(?:True|Partly true|Not true|Not known):", outside)
    )


def test_facts_of_claims_are_in_use(claims: dict[str, ClaimEntry], knowledge: Knowledge) -> None:
    """No claim names a fact twice, and every fact exists."""
    known = {fact.id for fact in knowledge.all("fact", Fact)}
    for claim in claims.values():
        assert set(claim.sentence.facts) <= known
        assert len(set(claim.sentence.facts)) == len(claim.sentence.facts)
