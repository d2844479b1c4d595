"""Composes the answer to a question: one page of statements."""

from dataclasses import replace

from globulin.answers.asked_claims import asked_claim
from globulin.answers.compared import compare_classes
from globulin.answers.context import Context, make_context
from globulin.answers.elsewhere import compose_elsewhere
from globulin.answers.finish import Body, finish_page, red_flags
from globulin.answers.of_person import of_person
from globulin.answers.ranges import age_callout
from globulin.answers.red_flags import EMERGENCY
from globulin.answers.sections import build_sections
from globulin.answers.steps import next_steps
from globulin.answers.told_pattern import told_pattern
from globulin.answers.told_values import find_values, has_mass
from globulin.answers.understanding import ABBREVIATION, WHAT_IS, Understanding, understand
from globulin.knowledge import Knowledge
from globulin.knowledge.questions import any_title
from globulin.model import Claim, Condition, Page, PagePlan, Question, Statement
from globulin.vocabulary import find_phrases, tokenize

GERM = "specific_antibody"
# What a question with a value may ask beside it: the value is read all the same.
TAKES_VALUES = frozenset(
    {None, EMERGENCY, "clinician", "ask_for_values", "other_test", "treatment", "condition", GERM}
)
PATTERN = "pattern"
PROGNOSIS = "prognosis"
CAUSES = "causes"
MEANING = "meaning"
NORMAL_RANGE = "normal_range"


def answer_question(question: Question, knowledge: Knowledge) -> Page:
    """Return the page that answers a question, or says honestly that it cannot.

    The same question and the same knowledge give the same page: no clock, no chance.
    """
    read = _of_letters(understand(question.text, knowledge), question.text, knowledge)
    context = make_context(question, read, knowledge)
    page = _of_values(context) if read.redirect in TAKES_VALUES else None
    if page is not None:
        return page
    plan = _plan(context)
    if plan is None:
        return compose_elsewhere(context)
    return _compose(context, plan)


def _of_letters(read: Understanding, text: str, knowledge: Knowledge) -> Understanding:
    """Return the reading with the word that letters on a report stand for, as what is asked.

    They have a page of their own, and lie near to other letters: QNS is not Qn.
    """
    if read.intent != ABBREVIATION or read.redirect is not None or read.term is not None:
        return read
    language, words = knowledge.table("language"), tokenize(text)
    named = [k for k, letters in language["abbreviations"].items() if find_phrases(words, letters)]
    terms = [language["asked"]["term_of_letters"].get(key) for key in named]
    return replace(read, term=terms[0]) if len(terms) == 1 else read


def _of_values(context: Context) -> Page | None:
    """Return the page of a question that holds a value, read as a report is; else None."""
    values = find_values(context.question.text, context.knowledge)
    # Beside words of a test for one germ, only an amount with its unit is a total for certain.
    is_sure = context.read.redirect != GERM or has_mass(values, context.knowledge)
    if not values.raws or not is_sure:
        return None
    # Loaded here, so that a question without a value loads no arrays.
    from globulin.answers.value_page import compose_values

    return compose_values(context, values)


def _plan(context: Context) -> PagePlan | None:
    """Return the plan of the page, or None where the question has no page of its own."""
    read = context.read
    if read.redirect not in {None, EMERGENCY} or (read.term is not None and read.redirect is None):
        return None
    if read.test is not None:
        return context.knowledge.plan(WHAT_IS)
    if read.page_analyte is None and read.condition is None and read.intent != ABBREVIATION:
        return None
    analyte = context.analyte
    if not analyte.covered and read.condition is None:
        return None
    plan = context.knowledge.plan(read.intent)
    has_page = plan is not None and (
        bool(analyte.directions)
        or plan.for_tests
        or analyte.title_of(plan.intent, context.side, context.part) is not None
    )
    if has_page or read.condition is not None:
        return plan
    return context.knowledge.plan(WHAT_IS)


def _compose(context: Context, plan: PagePlan) -> Page:
    """Return the whole page; parts are made in reading order, so that sources are numbered so."""
    flags = red_flags(context)
    compared = compare_classes(context) if _is_of_analyte(context) else None
    answer = _answer(context) if compared is None else compared.answer
    facts = context.state("key_facts") if _is_of_analyte(context) and compared is None else ()
    body = Body(
        title=page_title(context, plan) if compared is None else compared.title,
        status="answered",
        red_flags=flags,
        answer=answer,
        key_facts=facts if compared is None else compared.key_facts,
        built=build_sections(context, plan, told=answer),
        claims=_claims(context) if plan.claims else (),
        next_steps=next_steps(context),
    )
    return finish_page(context, body)


def _is_of_analyte(context: Context) -> bool:
    return context.condition is None and context.test is None


def page_title(context: Context, plan: PagePlan) -> str:
    """Return the question in its own words: of the condition, the direction, or neither."""
    pattern = any_title(plan, context.analyte, context.side, context.part) or plan.title
    if context.test is not None and plan.title_test is not None:
        pattern = plan.title_test
    elif context.condition is not None and plan.title_condition is not None:
        pattern = plan.title_condition
    elif context.direction is not None and plan.title is not None:
        pattern = plan.title
    return context.filler.fill_words(pattern or context.question.text)


def _answer(context: Context) -> tuple[Statement, ...]:
    """Return the answer in short: for a condition what is known of it and the analyte asked."""
    if context.test is not None:
        return context.state_test("what")
    condition = context.condition
    if condition is None:
        told = _of_pattern(context) or (*asked_claim(context), *context.state("answer"))
        return (*_at_age(context), *of_person(context), *told)
    if context.read.intent == PROGNOSIS and condition.course:
        return context.tell(condition.course, most=2)
    if context.read.intent == MEANING and context.read.page_analyte is not None:
        # The page is about the result: "does a high IgM always mean Waldenstrom".
        return (*context.state("answer"), *_of_condition(context, condition)[:1])
    return _of_condition(context, condition)


def _of_pattern(context: Context) -> tuple[Statement, ...]:
    """Return how the classes that the question tells read together, if that is known."""
    read = context.read
    pattern = told_pattern(read.sides, context.knowledge) if read.intent == PATTERN else None
    return () if pattern is None else context.tell(pattern.statements)


def _at_age(context: Context) -> tuple[Statement, ...]:
    """Return the range at the age that was told, where a range is what is asked for."""
    is_asked = context.read.intent == NORMAL_RANGE and bool(context.analyte.directions)
    callout = age_callout(context) if is_asked else None
    return () if callout is None else callout.statements


def _of_condition(context: Context, condition: Condition) -> tuple[Statement, ...]:
    """Return what the condition does to the analyte asked about, or that it was not found."""
    asked = context.read.page_analyte
    of_asked = [effect for effect in condition.effects if effect.analyte == asked]
    # A finding the other way is an answer too, where there is none this way.
    of_asked.sort(key=lambda effect: effect.direction != context.direction)
    if of_asked:
        return context.tell(of_asked[0].statements, most=2)
    if context.read.intent != CAUSES:
        return context.tell(condition.about, most=2)
    about = context.tell(condition.about, most=1)
    is_one_class = asked is not None and bool(context.analyte.directions)
    shown = [] if is_one_class else [s for e in condition.effects[:1] for s in e.statements]
    gaps = [s for s in condition.not_known if s.analyte in {None, asked}]
    return (*about, *context.tell(shown or gaps, most=1))


def _claims(context: Context) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            claim=entry.claim,
            verdict=entry.verdict,
            statements=tuple(
                context.filler.fill(sentence) for sentence in (entry.sentence, *entry.statements)
            ),
        )
        for entry in context.knowledge.claims(context.analyte.id, context.direction)
    )
