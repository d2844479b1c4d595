"""Puts the figures of the calibration into the tables and pictures of its page."""

from collections.abc import Iterator, Sequence

from tools.calibration_held import Calibrated
from tools.calibration_plot import draw
from tools.calibration_scores import LEAST

MOST_ERROR = 0.02
LEAST_HELD, MOST_HELD = 0.87, 0.93
OWN_PICTURE, WRONG_PICTURE = "calibration-own.svg", "calibration-worlds.svg"
BEGIN, END = "<!-- {}: written by make docs -->", "<!-- end of {} -->"


def page(text: str, found: Sequence[Calibrated]) -> str:
    """Return the page with its tables written anew.

    Args:
        text: the page as it stands.
        found: first the model's own world, then its numbers drawn anew, then the wrong ones.
    """
    tables = {
        "own": own_table(*found[:2]),
        "wrong": wrong_table(found),
        "called away": away_table(found),
        "ranked": ranked_table(found),
    }
    for name, lines in tables.items():
        begin, end = (mark.format(name) for mark in (BEGIN, END))
        before, rest = text.split(begin)
        after = rest.split(end)[1]
        whole = "\n".join(lines)
        text = f"{before}{begin}\n\n{whole}\n\n{end}{after}"
    return text


def pictures(found: Sequence[Calibrated]) -> dict[str, str]:
    """Return each picture by the name of its file."""
    own, wrong = found[0], found[2:]
    told = (
        "Each point is a class of probabilities: to the right what was said, upwards how often it "
        "came true; on the dashed line both are the same. Larger points hold more probabilities; "
        "the lines through them are 95 % intervals of chance."
    )
    return {
        OWN_PICTURE: draw(
            "Reliability in the model's own world",
            told,
            (
                ("Every cause", own.scores.cause_bins),
                ("The likeliest cause", own.scores.leader_bins),
            ),
        ),
        WRONG_PICTURE: draw(
            "Reliability of the likeliest cause where the model is wrong",
            told,
            [(one.short, one.scores.leader_bins) for one in wrong],
        ),
    }


def own_table(own: Calibrated, drawn: Calibrated) -> Iterator[str]:
    """Yield the lines that compare the model with itself, each with its aim."""
    yield "| | best guess | numbers drawn anew | aim | |"
    yield "| --- | ---: | ---: | --- | --- |"
    yield f"| people | {own.scores.people:,} | {drawn.scores.people:,} | | |"
    names = {
        "error": "calibration error, every cause",
        "least_error": f"calibration error, causes from {_percent(LEAST)}",
        "leader_error": "calibration error, the leader",
        "branch_error": "calibration error, branches",
    }
    for key, name in names.items():
        first, second = (getattr(one.scores, key) for one in (own, drawn))
        met = _met(is_met=first <= MOST_ERROR)
        yield f"| {name} | {first:.4f} | {second:.4f} | at most {MOST_ERROR:g} | {met} |"
    aim = f"{_percent(LEAST_HELD)} to {_percent(MOST_HELD)}"
    apart = own.apart or own.held
    for name, of_own, of_drawn in (
        ("causes", apart.causes, drawn.held.causes),
        ("branches", apart.branches, drawn.held.branches),
    ):
        first, second = (f"{100 * share:.1f} %" for share in (of_own, of_drawn))
        met = _met(is_met=LEAST_HELD <= of_drawn <= MOST_HELD)
        yield f"| 90 % intervals of {name} held | {first} | {second} | {aim} | {met} |"
    counts = (f"{held.causes_count:,}, {held.branches_count:,}" for held in (apart, drawn.held))
    yield f"| intervals of causes, of branches | {' | '.join(counts)} | | |"


def _met(*, is_met: bool) -> str:
    return "met" if is_met else "missed"


def wrong_table(found: Sequence[Calibrated]) -> Iterator[str]:
    """Yield a line for each world; in brackets what is reached with the world's own numbers."""
    yield (
        "| world | error, every cause | error, leader | leader right | Brier score | "
        "logarithmic score | causes held | branches held |"
    )
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in found:
        scores, held = one.scores, one.held
        yield (
            f"| {one.name} | {scores.error:.4f} | {scores.leader_error:.3f} | "
            f"{_percent(scores.leader_right)} ({_percent(scores.best_leader_right)}) | "
            f"{scores.brier:.3f} ({scores.best_brier:.3f}) | "
            f"{scores.log_score:.3f} ({scores.best_log_score:.3f}) | "
            f"{_percent(held.causes)} | {_percent(held.branches)} |"
        )


def away_table(found: Sequence[Calibrated]) -> Iterator[str]:
    """Yield a line for each world: how many were called away from what must not be missed."""
    yield "| world | have a cause that must not be missed | called away | also by who knows |"
    yield "| --- | ---: | ---: | ---: |"
    for one in found:
        away = one.called_away
        if away is not None and away.people:
            shares = (_percent(count / away.people) for count in (away.called_away, away.best))
            yield f"| {one.name} | {away.people:,} | {' | '.join(shares)} |"


def ranked_table(found: Sequence[Calibrated]) -> Iterator[str]:
    """Yield a line for each world: how often causes are ranked, and the leader right."""
    yield "| world | people | ranked | leader right, ranked | leader right, not ranked |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in found:
        held = one.held
        yield (
            f"| {one.name} | {held.people:,} | {_percent(held.ranked)} | "
            f"{_percent(held.ranked_right)} | {_percent(held.other_right)} |"
        )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
