"""Links, ratios, priors, background rates, annotations: what reasoning may weigh, and how."""

from collections.abc import Iterator

from globulin.knowledge.library import Library
from globulin.model import Background, Fact, FollowUpTest, Link, Phenotype, Prior
from globulin.terms import HpoTerm

ALL = 100.0
POOLED = "meta-analysis"
# How far a stored ratio may lie from that of its arms, which are rounded.
ROUNDING = 0.06
SMALLEST_DIGIT = 0.006
# The measure of what other shares leave over, and how far it may be rounded.
REST = "rest"
REST_ROUNDING = 0.06


def check_links(library: Library) -> Iterator[str]:
    """Yield a line for every link whose condition, finding or share is none, or that stands twice.

    A branch may stand for its conditions.
    """
    yield from _links_told_twice(library)
    for link in library.of("link", Link).values():
        where = library.places["link", link.id]
        yield from _named(library, where, finding=link.finding)
        if link.condition not in library.records["branch"]:
            yield from _named(library, where, condition=link.condition)
        for name, key in (("share", link.share), ("without", link.without)):
            if key is not None:
                yield from _share(library, where, name, key)


def _links_told_twice(library: Library) -> Iterator[str]:
    """Yield a line for two links of one condition and finding, or of a finding and its opposite."""
    opposites: dict[str, str] = library.tables["differential"]["opposites"]
    seen: dict[tuple[str, str], str] = {}
    for link in library.of("link", Link).values():
        finding = opposites.get(link.finding, link.finding)
        other = seen.setdefault((link.condition, finding), link.id)
        if other != link.id:
            where = library.places["link", link.id]
            yield f"{where}: {link.id}: the condition and finding have the link {other!r} already"


def check_ratios(library: Library) -> Iterator[str]:
    """Yield a line for every likelihood ratio with one arm, of two studies, or off its arms."""
    for link in library.of("link", Link).values():
        where = f"{library.places['link', link.id]}: {link.id}"
        for name, key in (("ratio", link.ratio), ("ratio_negative", link.ratio_negative)):
            if key is None:
                continue
            ratio = _fact(library, key)
            if ratio is None or ratio.value is None or ratio.unit != "times":
                yield f"{where}: {name} {key!r}: expected a fact with a value in times"
            else:
                yield from _ratio(library, where, link, ratio, is_negative=ratio.id != link.ratio)


def _ratio(
    library: Library, where: str, link: Link, ratio: Fact, *, is_negative: bool
) -> Iterator[str]:
    share = _fact(library, link.share)
    without = _fact(library, link.without) if link.without else None
    if share is None or without is None or share.value is None or without.value is None:
        yield f"{where}: ratio {ratio.id!r} with one arm only: expected share and without"
        return
    pair = (share.value, without.value)
    top, bottom = (ALL - pair[0], ALL - pair[1]) if is_negative else pair
    if not top or not bottom:
        yield f"{where}: ratio {ratio.id!r}: an arm of {pair[0]} or {pair[1]} % gives a bound only"
        return
    if ratio.evidence == POOLED:
        return
    if not set(ratio.sources) <= set(share.sources) & set(without.sources):
        yield f"{where}: ratio {ratio.id!r}: its arms come from different studies"
    of_arms = top / bottom
    value = ratio.value or 0.0
    if abs(value - of_arms) > max(SMALLEST_DIGIT, ROUNDING * of_arms):
        yield f"{where}: ratio {ratio.id!r} is {value}: its arms give {of_arms:.3g}"


def check_priors(library: Library) -> Iterator[str]:
    """Yield a line for every prior about nobody, without a figure, or that stands twice."""
    yield from _priors_told_twice(library)
    for prior in library.of("prior", Prior).values():
        where = f"{library.places['prior', prior.id]}: {prior.id}"
        yield from _named(
            library,
            where,
            condition=prior.condition,
            setting=prior.setting,
            population=prior.population,
        )
        fact = _fact(library, prior.fact)
        if fact is None or fact.unit not in {"%", "per 100000"}:
            yield f"{where}: fact {prior.fact!r}: expected a share or a rate"
        elif fact.value is None and fact.low is None:
            yield f"{where}: fact {prior.fact!r} has no number"
        low, high = prior.age_low_days or 0, prior.age_high_days
        if high is not None and high <= low:
            yield f"{where}: ages from {low} to {high} days"
        for key in prior.uses:
            if _fact(library, key) is None:
                yield f"{where}: uses {key!r}, which does not exist"
            if key == prior.fact:
                yield f"{where}: uses its own fact {key!r}"
        if fact is not None and fact.measure == REST:
            yield from _rest(library, where, prior, fact)


def _priors_told_twice(library: Library) -> Iterator[str]:
    """Yield a line for two priors of one condition among the same people by the same measure."""
    seen: dict[tuple[object, ...], str] = {}
    for prior in library.of("prior", Prior).values():
        fact = _fact(library, prior.fact)
        if fact is None:
            continue
        people = (prior.setting, prior.population, fact.valid_within, prior.sex)
        ages = (prior.age_low_days, prior.age_high_days)
        other = seen.setdefault((prior.condition, fact.measure, *people, *ages), prior.id)
        if other != prior.id:
            where = library.places["prior", prior.id]
            yield f"{where}: {prior.id}: the same people have the prior {other!r} already"


def _rest(library: Library, where: str, prior: Prior, rest: Fact) -> Iterator[str]:
    """Yield a line when the ends of a rest are not what the shares it uses leave over."""
    used = [fact for key in prior.uses if (fact := _fact(library, key)) is not None]
    shares = [fact for fact in used if fact.valid_within == rest.valid_within]
    for name, ends in (
        ("low", [fact.high for fact in shares]),
        ("high", [fact.low for fact in shares]),
    ):
        left = ALL - sum(end for end in ends if end is not None)
        told = getattr(rest, name)
        if None in ends or told is None or abs(told - left) > REST_ROUNDING:
            yield f"{where}: {name} is {told}: what it uses leaves {left:.4g} %"


def report_priors(library: Library) -> Iterator[str]:
    """Yield a line for each prior without a range or a count behind it."""
    for prior in library.of("prior", Prior).values():
        fact = _fact(library, prior.fact)
        if fact is not None and fact.low is None and fact.n is None:
            where = library.places["prior", prior.id]
            yield f"{where}: {prior.id}: neither a range nor a count: its width is unknown"


def check_background(library: Library) -> Iterator[str]:
    """Yield a line for every background rate without a width, and for two of one finding."""
    seen: dict[str, str] = {}
    for rate in library.of("background", Background).values():
        where = f"{library.places['background', rate.id]}: {rate.id}"
        yield from _named(library, where, finding=rate.finding)
        fact = _fact(library, rate.share)
        if fact is None or fact.unit != "%":
            yield f"{where}: share {rate.share!r}: expected a fact in %"
        elif fact.low is None or fact.high is None:
            yield f"{where}: a background rate without width: expected low and high"
        other = seen.setdefault(rate.finding, rate.id)
        if other != rate.id:
            yield f"{where}: finding {rate.finding!r} has the rate {other!r} already"


def check_phenotypes(library: Library) -> Iterator[str]:
    """Yield a line for every annotation of an unknown condition, code or source."""
    for row in library.of("phenotype", Phenotype).values():
        where = f"{library.places['phenotype', row.id]}: {row.id}"
        yield from _named(library, where, condition=row.condition, source=row.source)
        try:
            HpoTerm(row.hpo)
        except ValueError as error:
            yield f"{where}: {error}"
        low, high = row.frequency_low, row.frequency_high
        if low is not None and high is not None and not 0 <= low <= high <= ALL:
            yield f"{where}: a frequency of {low} to {high} %"
        if row.n_with is not None and row.n_total is not None and row.n_with > row.n_total:
            yield f"{where}: {row.n_with} of {row.n_total}"


def check_tests(library: Library) -> Iterator[str]:
    """Yield a line for every follow-up test that names an unknown condition or fact."""
    for test in library.of("test", FollowUpTest).values():
        where = f"{library.places['test', test.id]}: {test.id}"
        for cause in test.causes:
            yield from _named(library, where, condition=cause)
        for key in test.facts:
            if _fact(library, key) is None:
                yield f"{where}: fact {key!r} does not exist"
        for name, measure in (("sensitivity", test.sensitivity), ("specificity", test.specificity)):
            if measure is not None:
                yield from _share(library, where, name, measure)


def _named(library: Library, where: str, **ids: str | None) -> Iterator[str]:
    """Yield a line for every id that is given and names nothing of its kind."""
    for kind, key in ids.items():
        if key is not None and key not in library.records[kind]:
            yield f"{where}: {kind} {key!r} does not exist"


def _share(library: Library, where: str, name: str, key: str) -> Iterator[str]:
    fact = _fact(library, key)
    if fact is None:
        yield f"{where}: {name} {key!r} does not exist"
    elif fact.unit != "%" or fact.value is None:
        yield f"{where}: {name} {key!r}: expected a value in %"


def _fact(library: Library, key: str) -> Fact | None:
    return library.of("fact", Fact).get(key)
