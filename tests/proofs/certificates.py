"""Certificates that are signed by themselves, for servers that only this machine talks to."""

import subprocess
from pathlib import Path


def certify(folder: Path, domain: str) -> tuple[Path, Path]:
    """Make a certificate for the domain, and return its file and that of its key."""
    folder.mkdir(exist_ok=True)
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", f"/CN={domain}", "-addext", f"subjectAltName=DNS:{domain}"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key
