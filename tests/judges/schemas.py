"""Judges files by the schemas that an editor uses for them, with python3-jsonschema.

    schemas.py ARCHIVE FILES

FILES has a line of JSON for each file: its path in the archive, its value, and the schema, if it is not the one that
`.vscode/settings.json` gives to the path. What is wrong is printed, a line for each.
"""

import json
import re
import sys
from pathlib import Path

import jsonschema


def pattern(glob):
    """A glob of the settings as a regular expression."""
    words = re.escape(glob).replace(r"!\(\*\.comments\)\.yml", r"(?!.*\.comments\.yml)[^/]*\.yml").replace(r"\*", "[^/]*")
    return re.compile(words.replace("!(", "(?!"))


def validator(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


archive, files = Path(sys.argv[1]), Path(sys.argv[2])
settings = json.loads((archive / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
validators = {name: validator(archive / name) for name in settings}
globs = [(pattern(glob), validators[name]) for name, globs in settings.items() for glob in globs]
for line in files.read_text(encoding="utf-8").splitlines():
    file = json.loads(line)
    if file["schema"]:
        known = [validator(archive / file["schema"])]
    else:
        known = [own for glob, own in globs if glob.fullmatch(file["path"])]
    if len(known) != 1:
        print(f"{file['path']}: {len(known)} schemas")
    for own in known:
        for error in own.iter_errors(file["value"]):
            place = "/".join(str(part) for part in error.absolute_path)
            print(f"{file['path']}: {place}: {error.message[:200]}")
