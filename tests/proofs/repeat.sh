#!/bin/sh
# Repeats what the site has on record for this sample. README.txt says what it needs and does.
# Ends with 0: every outcome equals the site's; 1: one differs; 2: it could not be run; 130: interrupted.
case $0 in
  */*) cd "${0%/*}" || exit 2 ;;
esac
for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    PYTHONPATH=$PWD/program
    export PYTHONPATH
    exec "$python" -P -m tests.proofs.install
  fi
done
echo 'Python 3.11 or newer is needed, and none was found: install it (Debian: apt install python3-venv) and try again.' >&2
exit 2
