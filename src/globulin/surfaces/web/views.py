"""How often each page was read on the last days: a number by page and day, nothing else."""

from collections import Counter, deque
from collections.abc import Callable


class ViewCounts:
    """Counts in memory, gone with the process; nothing of a reader is in them."""

    def __init__(self, today: Callable[[], str], days: int) -> None:
        """Count the views of so many days; `today` names the day."""
        self._today = today
        self._counted: deque[tuple[str, Counter[str]]] = deque(maxlen=days)

    def note(self, slug: str) -> None:
        """Count one view."""
        day = self._today()
        if not self._counted or self._counted[-1][0] != day:
            self._counted.append((day, Counter()))
        self._counted[-1][1][slug] += 1

    def totals(self) -> Counter[str]:
        """Return the views of the last days by page."""
        total: Counter[str] = Counter()
        for _, counts in self._counted:
            total.update(counts)
        return total
