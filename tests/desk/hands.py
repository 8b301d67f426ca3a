"""A phone in somebody's hand: what is done with it is counted by job, in taps, keys and time."""

import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Tally:
    """What one kind of job took, each time it was done."""

    pages: int = 0
    taps: int = 0
    keys: int = 0
    seconds: list = field(default_factory=list)

    def line(self, job):
        """Return the job's line of the report: for one time of it, and the slowest."""
        times = len(self.seconds)
        each = [f"{number / times:6.1f}" for number in (self.pages, self.taps, self.keys)]
        mean = sum(self.seconds) / times
        return f"{job:42} {times:5} {' '.join(each)} {mean:7.2f} {max(self.seconds):7.2f}"


class Tallies(defaultdict):
    """{job: Tally} of a whole night."""

    def __init__(self):
        super().__init__(Tally)

    def report(self):
        """Return the report as text."""
        columns = ("times", "pages", "taps", "keys", "s each", "s most")
        head = "{:42} {:>5} {:>6} {:>6} {:>6} {:>7} {:>7}".format("job", *columns)
        return "\n".join([head, *(tally.line(job) for job, tally in self.items())])


class Hand:
    """Works on one phone (a browser's page); nothing may hang over the edge of its screen."""

    def __init__(self, page, tallies):
        self.page, self.tallies, self.job = page, tallies, ""

    @contextmanager
    def at(self, job):
        """Count what is done within as one time of a job."""
        self.job, begun = job, time.monotonic()
        yield
        self.tallies[job].seconds.append(time.monotonic() - begun)

    def go(self, address):
        """Open a page by its address: a tap on a link of the navigation."""
        self.page.goto(address)
        self.arrived()

    def arrived(self):
        """A new page has come."""
        self.tallies[self.job].pages += 1
        self.tallies[self.job].taps += 1
        edge = "document.documentElement.scrollWidth <= window.innerWidth"
        assert self.page.evaluate(edge), self.page.url

    def write(self, box, text):
        """Type into the last box of this name."""
        self.page.locator(f"[name={box}]").last.fill(text)
        self.tallies[self.job].keys += len(text)

    def choose(self, box, value):
        """Choose from a list: open it, and tap."""
        self.page.locator(f"[name={box}]").last.select_option(value)
        self.tallies[self.job].taps += 2

    def tick(self, box, value):
        """Tick a box, or choose one of several."""
        self.page.locator(f"[name={box}][value='{value}']").first.check(force=True)
        self.tallies[self.job].taps += 1

    def untick(self, box, value):
        """Take a tick away."""
        self.page.locator(f"[name={box}][value='{value}']").first.uncheck(force=True)
        self.tallies[self.job].taps += 1

    def press(self, selector):
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.arrived()

    def sees(self, selector):
        """How many of these stand on the page."""
        return self.page.locator(selector).count()
