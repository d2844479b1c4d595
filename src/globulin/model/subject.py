"""What questions are about: analytes, tests, findings, groups of causes, glossary terms."""

from dataclasses import dataclass

from globulin.model.sentence import Direction, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyteTitle:
    """The title of a page of its own: of one intent and, where they are given, side and part."""

    intent: str
    title: str
    direction: Direction | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalytePart:
    """A part of an analyte that people ask about by its own names, with sentences of its own.

    Where it `asks` for something, naming it makes a question of that intent out of one that
    would only ask what the analyte is: "positive" asks for the meaning.
    """

    id: str
    names: tuple[str, ...]
    asks: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """A measured quantity, or a test that people ask about in the same words.

    `directions` lists the sides (high, low) for which there are pages; without `covered` the
    analyte is recognised but has no page yet. `not_a_match` are phrases that look like this
    analyte and are another test. `units` are those the analyte is shown in, first one first.
    `title` and `read_as` stand in for the patterns where these do not read well. Without `asked`
    its names are not looked for in questions: a wider analyte, or another site, answers those.
    An `antibody_class` without directions is read like one with them where an antibody against
    one thing is meant ("peanut IgE").
    An analyte without directions has one page, unless `titles` name more: one of each intent and
    side that is listed. `parts` are what it consists of, asked about by names of their own.
    """

    id: str
    name: str
    short: str
    synonyms: tuple[str, ...] = ()
    loinc: str | None = None
    units: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    covered: bool = True
    order: int = 100
    siblings: tuple[str, ...] = ()
    title: str | None = None
    read_as: str | None = None
    asked: bool = True
    antibody_class: bool = False
    titles: tuple[AnalyteTitle, ...] = ()
    parts: tuple[AnalytePart, ...] = ()

    def title_of(
        self, intent: str, direction: Direction | None, part: str | None = None
    ) -> str | None:
        """Return the title of the page of an intent that is closest to a side and a part."""
        own = {(row.part, row.direction): row.title for row in self.titles if row.intent == intent}
        keys = ((part, direction), (part, None), (None, direction), (None, None))
        return next((own[key] for key in keys if key in own), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading under which causes are listed, in the order of the contract.

    `about_immunoglobulins`: a question about one of its conditions needs no analyte to belong here.
    `has_antibodies`: tests look for antibodies against what causes its conditions.
    """

    id: str
    heading: str
    order: int
    about_immunoglobulins: bool = False
    has_antibodies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a report or a person can say; findings of one group are not independent."""

    id: str
    name: str
    kind: str
    group: str
    synonyms: tuple[str, ...] = ()
    hpo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """What a finding is called to a patient, and how a patient is asked for it.

    `id` is that of the finding.
    """

    id: str
    plain: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpTest:
    """A test that can come after an abnormal result.

    `purpose` says what it is for, `causes` the conditions it looks for; `sensitivity` and
    `specificity` name facts; `burden` is what it asks of a person: blood, urine, imaging, biopsy.
    `asked_as` is the name inside "What is ...?"; `statements` say what the test is, how it is
    done, why it is asked for and what it cannot tell: their places are `TEST_PLACES`.
    `about_immunoglobulins`: a question about it needs no more to belong here.
    """

    id: str
    name: str
    plain_name: str
    asked_as: str
    burden: str
    about_immunoglobulins: bool = False
    synonyms: tuple[str, ...] = ()
    loinc: str | None = None
    purpose: str | None = None
    causes: tuple[str, ...] = ()
    sensitivity: str | None = None
    specificity: str | None = None
    facts: tuple[str, ...] = ()
    statements: tuple[Sentence, ...] = ()


# What is said of every follow-up test, in the order of its page.
TEST_PLACES = ("what", "how", "why", "limits")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A word of the field, said plainly; the facts behind it are named.

    `common`: other fields use it too, so that a question belongs here by it only when it asks
    what the word means.
    """

    id: str
    term: str
    text: str
    facts: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    common: bool = False
