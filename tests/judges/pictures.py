"""Takes the pictures of the books of a site: its first page, and a topic as wide as a telephone.

    pictures.py SITE FOLDER
"""

import base64
import pathlib
import sys
import tempfile

from pages import Chromium

PICTURES = {"site.png": ("index.html", 1000, 800), "site-narrow.png": ("topics/2026-013.html", 400, 900)}


def main(site, folder):
    site, folder = pathlib.Path(site).resolve(), pathlib.Path(folder)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        chromium = Chromium(profile)
        for name, (page, width, height) in PICTURES.items():
            chromium.look(width, height=height)
            chromium.open(site / page)
            picture = chromium.ask("Page.captureScreenshot", format="png")["data"]
            (folder / name).write_bytes(base64.b64decode(picture))
        chromium.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
