"""Types a command as a reader would: the framework's own program, unless the app brings a script, and what is given."""

import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = {"fastapi": ["fastapi"], "flask": ["flask", "--app", "main"]}

if Path("manage.py").exists():
    program = ["python", "manage.py"]
else:
    program = next(words for name, words in PROGRAMS.items() if shutil.which(name))

words = [*program, *sys.argv[1:]]
print("$", *words, flush=True)
sys.exit(subprocess.run(words).returncode)
