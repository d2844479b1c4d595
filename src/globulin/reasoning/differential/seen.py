"""In whom findings are seen: links of causes, of what stands above them, and of their branch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from globulin.knowledge import Knowledge
from globulin.model import Fact, Finding, Link
from globulin.reasoning.differential.numbers import Guess, share_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding in a cause: its share there, and the link that says so."""

    finding: str
    cause: int
    share: Guess
    gate: str | None
    link: Link


def read_seen(
    knowledge: Knowledge,
    lineage: Sequence[tuple[str, ...]],
    members: dict[str, tuple[int, ...]],
    scalars: dict[str, float],
) -> Iterator[Seen]:
    """Yield each finding in each cause by its closest link; what values tell is left out."""
    by_owner, opposites = _links(knowledge), knowledge.table("differential")["opposites"]
    only = _only_gates(knowledge)
    least, people = scalars["least_share"], scalars["share_people"]
    for cause, chain in enumerate(lineage):
        taken: set[str] = set()
        for owner in chain:
            for link in by_owner.get(owner, ()):
                finding = opposites.get(link.finding, link.finding)
                gate = _gate(knowledge, link) or only.get(finding)
                # A gate that holds one cause or none moves nothing.
                is_open = gate is None or len(members.get(gate, ())) > 1
                if finding in taken or not is_open:
                    continue
                taken.add(finding)
                share = share_of(knowledge, link.share, least=least, people=people)
                if finding != link.finding:
                    share = Guess(1.0 - share.value, share.width)
                yield Seen(finding, cause, share, gate, link)


def _links(knowledge: Knowledge) -> dict[str, list[Link]]:
    """Return the links that are weighed by what they are of; those that deny come last."""
    table = knowledge.table("differential")
    told_by_values, opposites = set(table["values"]["groups"]), table["opposites"]
    groups = {finding.id: finding.group for finding in knowledge.all("finding", Finding)}
    by_owner: dict[str, list[Link]] = {}
    for link in sorted(knowledge.links(), key=lambda link: link.finding in opposites):
        if groups[link.finding] not in told_by_values:
            by_owner.setdefault(link.condition, []).append(link)
    return by_owner


def _rates(knowledge: Knowledge) -> dict[tuple[str, str | None], str]:
    """Return the fact of each background rate, by finding and by the gate inside which it holds."""
    rates: dict[tuple[str, str | None], str] = {}
    for row in knowledge.background():
        fact = knowledge.fact(row.share)
        rates[row.finding, fact.valid_within if isinstance(fact, Fact) else None] = row.share
    return rates


def _gate(knowledge: Knowledge, link: Link) -> str | None:
    fact = knowledge.fact(link.share)
    return fact.valid_within if isinstance(fact, Fact) else None


def _only_gates(knowledge: Knowledge) -> dict[str, str]:
    """Return the gate of each finding whose background holds inside gates only, the first one.

    A share can be held against nothing else: it is weighed there.
    """
    found: dict[str, list[str | None]] = {}
    for finding, gate in _rates(knowledge):
        found.setdefault(finding, []).append(gate)
    return {
        finding: gates[0]
        for finding, gates in found.items()
        if gates[0] is not None and None not in gates
    }


def read_background(
    knowledge: Knowledge, seen: Sequence[Seen], scalars: dict[str, float]
) -> dict[tuple[str, str | None], Guess]:
    """Return how common the findings of links are without a cause, inside the gates too.

    Inside a gate it is the rate among all of them, else the study's own comparison.
    """
    rates = _rates(knowledge)
    for one in seen:
        if one.gate is not None and one.link.without is not None:
            rates.setdefault((one.finding, one.gate), one.link.without)
    wanted = {(one.finding, one.gate) for one in seen}
    found = {}
    for finding, gate in sorted(wanted, key=str):
        key = rates.get((finding, gate)) or rates.get((finding, None))
        if key is None:
            message = f"finding {finding}: no background rate"
            raise LookupError(message)
        found[finding, gate] = share_of(
            knowledge, key, least=scalars["least_background"], people=scalars["share_people"]
        )
    return found
