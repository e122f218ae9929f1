#!/usr/bin/env bash
# Installs or updates the app. Run it as root, in the folder that holds the files.
set -euo pipefail

app=/srv/players

if ! id players >/dev/null 2>&1; then
    useradd --system --user-group --home-dir "$app" --no-create-home --shell /usr/sbin/nologin players
fi

install --directory --owner root --group root --mode 0755 "$app"
# The whole app: modules, templates, static files. What a former release had is gone; * leaves out hidden files.
find "$app" -mindepth 1 -maxdepth 1 ! -name .venv -exec rm --recursive --force {} +
umask 022
cp --recursive --no-preserve=mode,ownership -- * "$app"

/usr/bin/python3 -m venv "$app/.venv"
"$app/.venv/bin/python" -m pip install --no-cache-dir --no-deps --require-hashes --requirement "$app/requirements.txt"

install --owner root --group root --mode 0644 players.service /etc/systemd/system/players.service
systemctl daemon-reload
systemctl enable players.service
systemctl restart players.service
systemctl --no-pager status players.service
