"""Runs scripts one after another in this one process, so that what they import is imported once.

Reads a line of JSON for each, [script, argument, ...], and answers with one: {"status", "stdout", "stderr"}.
"""

import contextlib
import io
import json
import os
import runpy
import sys
import traceback

answers = os.fdopen(os.dup(1), "w")
own_path = list(sys.path)
for line in sys.stdin:
    sys.argv = json.loads(line)
    sys.path = [os.path.dirname(os.path.abspath(sys.argv[0])), *own_path[1:]]
    status = 0
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            runpy.run_path(sys.argv[0], run_name="__main__")
        except SystemExit as end:
            # A text is told and counts as 1, as at the end of a process.
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
            status = 1
    print(json.dumps({"status": status, "stdout": out.getvalue(), "stderr": err.getvalue()}), file=answers, flush=True)
