"""Numbers that are spoken: "three hundred and ninety two", "four point six"."""

from collections.abc import Sequence

# fmt: off
SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}
# fmt: on
THOUSAND = "thousand"
SCALES = {"hundred": 100, THOUSAND: 1000}
POINT, AND = "point", "and"
FEWEST = 2


def spoken_numbers(tokens: Sequence[str]) -> tuple[str, ...]:
    """Return the tokens with each spoken number of two words or more as digits.

    >>> spoken_numbers(("igm", "three", "hundred", "and", "ninety", "two"))
    ('igm', '392')
    >>> spoken_numbers(("igg", "four", "point", "six", "or", "one", "of", "them"))
    ('igg', '4.6', 'or', 'one', 'of', 'them')
    """
    result: list[str] = []
    place = 0
    while place < len(tokens):
        end = _end(tokens, place)
        words = [word for word in tokens[place:end] if word != AND]
        if len(words) >= FEWEST:
            result.append(_digits(words))
            place = end
        else:
            result.append(tokens[place])
            place += 1
    return tuple(result)


def _end(tokens: Sequence[str], start: int) -> int:
    """Return where the spoken number that begins at `start` ends; it may end at once."""
    end = start
    for place in range(start, len(tokens)):
        word = tokens[place]
        is_number = word in SMALL or word in TENS
        is_joined = place > start and (word in SCALES or word == POINT)
        # "Two three" are two numbers, but "point two three" is one.
        is_another = is_number and place > start and tokens[place - 1] in SMALL
        if is_another and POINT not in tokens[start:place]:
            break
        if is_number or is_joined:
            end = place + 1
        elif word != AND or place == start or tokens[place - 1] not in SCALES:
            break
    return end


def _digits(words: Sequence[str]) -> str:
    """Return a spoken number in digits: what stands before the point is added up."""
    whole, _, rest = " ".join(words).partition(f" {POINT} ")
    total = part = 0
    for word in whole.split():
        if word == THOUSAND:
            total, part = total + max(part, 1) * SCALES[word], 0
        elif word in SCALES:
            part = max(part, 1) * SCALES[word]
        else:
            part += SMALL.get(word, TENS.get(word, 0))
    decimals = "".join(str(SMALL.get(word, TENS.get(word, ""))) for word in rest.split())
    return f"{total + part}.{decimals}" if decimals else str(total + part)
