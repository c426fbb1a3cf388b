"""Somebody in front of a browser, and what every page must keep wherever they stop."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic

import polib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

from tests.databases import ROOT
from tests.journeys.house import House

PHONE, DESK = 360, 1280
SOON = 5.0  # seconds


class Visitor:
    """A person with a window of a certain width, in a language."""

    def __init__(
        self, context: BrowserContext, house: House, title: str, language: str, *, scripts: bool
    ) -> None:
        self.context, self.house, self.title, self.language = context, house, title, language
        self.scripts = scripts
        if language != "sv":
            context.add_cookies([{"name": "language", "value": language, "url": house.url}])
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._answered)
        self.expected: int | None = None

    def be(self, key: str) -> None:
        """Sign in as a persona of the demo."""
        self.go("/demo/")
        self.page.locator(f'form[action$="/people/{key}/session/"] button').click()
        self.page.wait_for_url(lambda url: "/demo/" not in url)

    def code_for(self, who: str) -> str:
        """Ask for a code on the page for signing in, and read it in the letter."""
        subject = self.say("Your sign-in code")  # other letters to them may come meanwhile
        before = len(self.house.letters(f"{who}@", subject))
        self.page.locator("#code_email").fill(f"{who}@example.org")
        self.press("Send me a code")
        letter = self.house.letter(f"{who}@", subject, after=before)
        body = letter.get_body(preferencelist=("plain",))
        assert body is not None
        found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", body.get_content(), re.M)
        assert found, body.get_content()
        return found[1]

    def go(self, path: str) -> Response:
        """Open an address of the portal."""
        answer = self.page.goto(f"{self.house.url}{path}")
        assert answer is not None
        return answer

    def say(self, words: str, **facts: object) -> str:
        """The portal's words in the visitor's language."""
        told = swedish().get(words, "") if self.language == "sv" else words
        assert told, f"{words!r} has no Swedish"
        return told % facts if facts else told

    def control(self, words: str) -> Locator:
        """The button or link in the page's main part that says so in the visitor's language."""
        main, name = self.page.locator("main"), self.say(words)
        button = main.get_by_role("button", name=name, exact=True)
        return button.or_(main.get_by_role("link", name=name, exact=True)).first

    def press(self, words: str) -> None:
        """Press that button, or follow that link."""
        self.control(words).click()

    def fill(self, **values: str) -> None:
        """Fill in fields by their names; `days_0_day` is the field days-0-day."""
        for name, value in values.items():
            field = re.sub(r"_(\d+)_", r"-\1-", name)
            control = self.page.locator(f'[name="{field}"]')
            if control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def tick(self, name: str) -> None:
        """Tick the first box of that name, by its words, as people do."""
        box = self.page.locator(f'input[name="{name}"]').first
        self.page.locator(f'label[for="{box.get_attribute("id")}"]').click()
        assert box.is_checked()

    def go_to_start(self, network: str) -> None:
        """Open a network's start page, with everything that waits in sight."""
        self.go(f"{network}/")
        fold = self.page.locator("#todo .behind > summary")
        if fold.count():
            fold.click()

    def sees(self, words: str, **facts: object) -> bool:
        """Whether the page's main part says so, in the visitor's language, at once or soon.

        A busy machine needs a moment for the page that a press leads to.
        """
        told, last = self.say(words, **facts), monotonic() + SOON
        while told not in self.text():
            if monotonic() > last:
                return False
            self.page.wait_for_timeout(50)
        return True

    def text(self) -> str:
        """What the page's main part says, in one line."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def heading(self) -> str:
        """What the page calls itself."""
        return self.page.locator("h1").inner_text()

    def tab_to(self, goal: Locator, *, most: int = 80) -> None:
        """Go with the Tab key; wherever it stops, one can see where one is."""
        for _step in range(most):
            self.page.keyboard.press("Tab")
            if goal.evaluate("one => one === document.activeElement"):
                break
        else:
            raise AssertionError(f"{most} Tabs do not lead to {goal}")
        assert goal.evaluate(FOCUS_SHOWS), f"The focus does not show on {goal}"

    def look(self, name: str) -> None:
        """Stop and look: no axe violation, no sideways scroll, no complaint of the browser."""
        assert self.scripts, "Axe would wait for ever in a browser that runs no script."
        self.page.wait_for_load_state("networkidle")
        faults = [*self.faults, *self._misplaced()]
        if self.page.locator("h1").count() != 1:
            faults.append("One heading names a page.")
        with self._unheard():  # both put styles into the page, and the policy rightly complains
            if folder := os.environ.get("JOURNEY_SHOTS"):
                path = Path(folder, f"{self.title}-{name}.png")
                path.parent.mkdir(parents=True, exist_ok=True)
                self.page.screenshot(path=path, full_page=True)
            for fault in Axe().run(self.page).response["violations"]:
                nodes = "; ".join(str(node["html"])[:200] for node in fault["nodes"][:3])
                faults.append(f"{fault['id']} ({fault['impact']}): {nodes}")
            # Axe leaves empty style attributes, which htmx would copy to what it swaps in.
            self.page.evaluate(UNSTYLE)
        assert not faults, f"{name} at {self.page.url}:\n" + "\n".join(faults)

    def _misplaced(self) -> list[str]:
        wider = [f"Wider than the window: {one}" for one in self.page.evaluate(WIDER)]
        return wider + [f"One on the other: {pair}" for pair in self.page.evaluate(OVERLAPS)]

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        before = list(self.faults)
        yield
        heard = -1
        while heard < len(self.faults):  # what the browser still has to say comes late
            heard = len(self.faults)
            self.page.wait_for_timeout(150)
        self.faults = before

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """Within this, the browser may complain of answers of one status."""
        self.expected = status
        try:
            yield
            self.page.wait_for_load_state("networkidle")
        finally:
            self.expected = None

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if self.expected and f"status of {self.expected}" in message.text:
            return
        place = f"{message.location['url']}:{message.location['lineNumber']}"
        self.faults.append(f"{message.type}: {message.text} ({place})")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400 and answer.status != self.expected:
            self.faults.append(f"{answer.status} {answer.request.method} {answer.url}")


UNSTYLE = """() => {
    for (const one of document.querySelectorAll('[style=""]')) one.removeAttribute("style");
}"""

WIDER = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5);
}"""

OVERLAPS = """() => {
    const found = [], faults = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim()) continue;
        if (holder.closest("svg, nav.tabs, noscript, script, textarea, option")) continue;
        if (!holder.checkVisibility({ visibilityProperty: true })) continue;
        const hidden = (one) => getComputedStyle(one).clipPath !== "none" || one.clientWidth === 1;
        let around = holder;
        while (around && !hidden(around)) around = around.parentElement;
        if (around) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const box of range.getClientRects()) {
            if (box.width > 2) found.push([box, walker.currentNode.data.trim().slice(0, 40)]);
        }
    }
    for (let i = 0; i < found.length; i++) for (let j = i + 1; j < found.length; j++) {
        const [a, said] = found[i], [b, over] = found[j];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 3 && down > 5) faults.push(`${said} / ${over}`);
    }
    return faults.slice(0, 5);
}"""

FOCUS_SHOWS = """(one) => {
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return one.matches(":focus-visible") && (outlined || style.boxShadow !== "none");
}"""


@cache
def swedish() -> dict[str, str]:
    """The catalogue as it is now, not as this process may have read it before."""
    catalogue = polib.pofile(str(ROOT / "locale" / "sv" / "LC_MESSAGES" / "django.po"))
    return {entry.msgid: entry.msgstr for entry in catalogue if not entry.msgctxt}
