"""The slots of a sentence."""

from globulin.model.slots import FactSlot, bare_numbers, fact_slots, parse_slot


def test_slots_of_facts_stand_in_order_and_words_of_the_page_apart() -> None:
    """A slot names a fact and a field; the value where it names none."""
    text = "{analyte} rose in {hav-raised.of} people, by {hav-rise}; {whose.start} {finding}."

    assert [FactSlot("hav-raised", "of"), FactSlot("hav-rise", "value")] == list(fact_slots(text))


def test_a_slot_is_parsed() -> None:
    """Fact and field are parted by a point."""
    assert FactSlot("a-b", "low") == parse_slot("a-b.low")


def test_numbers_outside_of_slots_are_found() -> None:
    """Digits of names and of slots are none."""
    assert ["12", "3.5"] == bare_numbers("IgG1 and CD40: {x-1.of} of 12 and 3.5 in COVID-19.")
