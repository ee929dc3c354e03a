"""Opens every page of a site in Chromium and says what is wrong with it.

    pages.py AXE.js SITE [WORDS=PAGE …]

Of each page: nothing is told on the console, opened or fetched; axe-core finds nothing serious or critical, wide or narrow, light or
dark, on paper; nothing is wider than the window; no word of a chart is too small to be read; and what stands there with scripts
stands there without; the first key of the tabulator shows the link that skips to the content. The search finds PAGE, a path in the site, by WORDS; with no PAGE it finds nothing.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

WIDTHS = (320, 1280)
# How a page is looked at: width, medium, and what its reader prefers.
LOOKS = ((320, "screen", "light"), (1280, "screen", "dark"), (1280, "print", "dark"))
# Pixels below which nobody reads a word.
LEAST = 9

WIDER = """(() => {
  const wide = [];
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest(".scroll") && !one.matches(".scroll") || one.matches(".skip")) continue;
    if (one.getBoundingClientRect().right > innerWidth + 1) wide.push(one.outerHTML.slice(0, 80));
  }
  return document.documentElement.scrollWidth > innerWidth ? wide.concat("scrolls") : wide;
})()"""
SMALL = """Array.from(document.querySelectorAll("svg text"))
  .filter((word) => word.getClientRects().length)
  .map((word) => [word.textContent.trim(), parseFloat(getComputedStyle(word).fontSize) * word.getScreenCTM().a])
  .filter(([word, size]) => word && size < LEAST)""".replace("LEAST", str(LEAST))
# What narrows a list is there with scripts alone.
WORDS = """(() => {
  document.querySelector(".finder")?.remove();
  return document.body.innerText.replace(/\\s+/g, " ").trim();
})()"""
FOUND = """Array.from(document.querySelectorAll("#all > li")).filter((item) => item.getClientRects().length)
  .map((item) => decodeURI(item.querySelector("a").getAttribute("href")))"""
SKIPS = """(() => {
  const link = document.activeElement;
  return link.matches(".skip") && link.getBoundingClientRect().left >= 0 && document.querySelector(link.hash) !== null;
})()"""
FAULTS = """axe.run(document, {resultTypes: ["violations"]}).then((answer) => answer.violations
  .filter((fault) => ["serious", "critical"].includes(fault.impact))
  .map((fault) => [fault.id, fault.impact, fault.nodes.length, fault.nodes[0].html.slice(0, 120)]))"""


class Chromium:
    """Spoken to over two pipes by the protocol of its developers' tools, so that nothing else need be installed."""

    def __init__(self, folder):
        to_it, self.to = os.pipe()
        self.of, of_it = os.pipe()
        # As root, as servers run it, it starts without its sandbox alone; what it opens was made by the test.
        line = (
            "exec chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --remote-debugging-pipe "
            f'--user-data-dir="$1" about:blank 3<&{to_it} 4>&{of_it}'
        )
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.program = subprocess.Popen(["sh", "-c", line, "sh", folder], pass_fds=(to_it, of_it), **quiet)
        os.close(to_it)
        os.close(of_it)
        self.last, self.rest, self.events, self.session = 0, b"", [], None
        targets = self.ask("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self.session = self.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.of, 1 << 20)
            assert more, "Chromium has ended"
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **params):
        self.last += 1
        asked = {"id": self.last, "method": method, "params": params}
        if self.session:
            asked["sessionId"] = self.session
        rest = json.dumps(asked).encode() + b"\0"
        while rest:
            rest = rest[os.write(self.to, rest) :]
        while True:
            answer = self.message()
            if answer.get("id") == self.last:
                assert "error" not in answer, (method, answer)
                return answer["result"]
            self.events.append(answer)

    def open(self, page):
        self.events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())

    def value(self, script):
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def look(self, width, medium="screen", preferred="light", height=900):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = [{"name": "prefers-color-scheme", "value": preferred}]
        self.ask("Emulation.setEmulatedMedia", media=medium, features=scheme)

    def scripts(self, on):
        self.ask("Emulation.setScriptExecutionDisabled", value=not on)

    def end(self):
        self.program.terminate()
        self.program.wait()

    def told(self, page):
        """What happened beside the page since it was opened."""
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Page.javascriptDialogOpening"):
                yield f"{method}: {json.dumps(params)[:300]}"
            elif method == "Log.entryAdded":
                yield f"log: {params['entry']['text']}"
            elif method == "Network.requestWillBeSent" and params["request"]["url"] != page.as_uri():
                yield f"fetches {params['request']['url']}"


def faults_of(chromium, page, axe):
    """What is wrong with a page."""
    chromium.look(1280)
    chromium.scripts(False)
    chromium.open(page)
    without = chromium.value(WORDS)
    chromium.scripts(True)
    chromium.open(page)
    chromium.ask("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    if not chromium.value(SKIPS):
        yield "the first link does not skip to the content"
    for width in WIDTHS:
        chromium.look(width)
        yield from (f"{width} px: wider than the window: {one}" for one in chromium.value(WIDER))
        yield from (f"{width} px: too small: {one}" for one in chromium.value(SMALL))
    chromium.value(axe + "; 0")
    for look in LOOKS:
        chromium.look(*look)
        yield from (f"{look}: axe: {one}" for one in chromium.value(FAULTS))
    chromium.look(1280)
    if not without or chromium.value(WORDS) != without:
        yield "does not read the same without scripts"
    yield from chromium.told(page)


def faults_of_search(chromium, page, words, wanted):
    """What is wrong with what somebody finds who types these words."""
    chromium.look(1280)
    chromium.open(page)
    chromium.value('document.getElementById("search").focus()')
    chromium.ask("Input.insertText", text=words)
    found = chromium.value(FOUND)
    told = chromium.value('document.getElementById("told").textContent').split(" / ")[0]
    if wanted not in found and (wanted or found) or told != str(len(found)):
        yield f"{words} finds {found}, said to be {told}"


def main(axe, site, searches):
    site = pathlib.Path(site).resolve()
    axe = pathlib.Path(axe).read_text(encoding="utf-8")
    wrong = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chromium = Chromium(folder)
        pages = sorted(site.rglob("*.html"))
        for page in pages:
            for fault in faults_of(chromium, page, axe):
                wrong += 1
                print(f"{page.relative_to(site)}: {fault}")
        for search in searches:
            for fault in faults_of_search(chromium, site / "search.html", *search.split("=", 1)):
                wrong += 1
                print(f"search.html: {fault}")
        chromium.end()
    print(f"{len(pages)} pages, {len(searches)} searches, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
