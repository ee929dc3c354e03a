"""Has LibreOffice accept or reject all changes of DOCX files, or read them as they are, and prints their paragraphs, rows
and comments.

settled.py PIPE accept|reject|each|read FILE… ; LibreOffice listens at the pipe. `each` accepts the first change, rejects the
second, and so on.
"""

import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def connected(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def settle_each(document):
    """Goes from change to change as somebody does who reads the paper, until none is left."""
    frame = document.CurrentController.Frame
    for nth in range(100):
        if not document.Redlines.createEnumeration().hasMoreElements():
            return
        settle = ".uno:AcceptTrackedChange" if nth % 2 == 0 else ".uno:RejectTrackedChange"
        for command in [".uno:GoToStartOfDoc", ".uno:NextTrackedChange", settle]:
            dispatcher.executeDispatch(frame, command, "", 0, ())
    sys.exit("changes are left")


def parts(text):
    each = text.createEnumeration()
    while each.hasMoreElements():
        part = each.nextElement()
        if part.supportsService("com.sun.star.text.TextTable"):
            names = part.getCellNames()
            rows = sorted({int("".join(c for c in name if c.isdigit())) for name in names})
            for row in rows:
                cells = [name for name in names if name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(row)]
                yield "\t".join(part.getCellByName(name).getString() for name in cells)
        else:
            yield part.getString()


def annotations(document):
    fields = document.TextFields.createEnumeration()
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService("com.sun.star.text.textfield.Annotation"):
            yield "|".join(["@", field.Author, field.Content, field.Anchor.getString()])


pipe, what, files = sys.argv[1], sys.argv[2], sys.argv[3:]
context = connected(pipe)
manager = context.ServiceManager
desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
hidden = PropertyValue("Hidden", 0, True, 0)
for file in files:
    url = "file://" + file
    if what == "read":
        # A LibreOffice without windows cannot show a comment, so the file is not shown.
        document = manager.createInstanceWithContext("com.sun.star.comp.Writer.TextDocument", context)
        filtered = PropertyValue("FilterName", 0, "MS Word 2007 XML", 0)
        document.load((PropertyValue("URL", 0, url, 0), filtered, hidden))
    else:
        document = desktop.loadComponentFromURL(url, "_blank", 0, (hidden,))
        if what == "each":
            settle_each(document)
        else:
            dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[what], "", 0, ())
    print("#", file)
    for part in [*parts(document.Text), *annotations(document)]:
        print(part.replace("\n", "\\n"))
    document.close(True)

# The bridge's threads may still run when the interpreter takes down what they use, which ends in a crash.
sys.stdout.flush()
os._exit(0)
