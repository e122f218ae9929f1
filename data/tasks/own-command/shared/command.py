"""Types a command as a reader would: the framework's own program, unless the app brings a script, and what is given."""

import subprocess
import sys
from pathlib import Path

import main

OPTIONS = {"flask": ["--app", "main"]}

if Path("manage.py").exists():
    program = ["python", "manage.py"]
else:
    name = type(main.app).__module__.partition(".")[0]
    program = [name, *OPTIONS.get(name, [])]

words = [*program, *sys.argv[1:]]
print("$", *words, flush=True)
sys.exit(subprocess.run(words).returncode)
