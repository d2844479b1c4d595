"""The house itself: sizes, words in code, what loads, what is tracked."""
