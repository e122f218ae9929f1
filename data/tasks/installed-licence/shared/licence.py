# Reads under which licence the installed framework is: what the package says of itself, and the licence's own text in it.
from importlib.metadata import distribution

from main import app

WORDS = {
    "MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy",
    "BSD-2-Clause": "Redistribution and use in source and binary forms, with or without modification, are permitted",
    "BSD-3-Clause": "Neither the name of the copyright holder nor the names of its contributors may be used to endorse",
    "Apache-2.0": "a perpetual, worldwide, non-exclusive, no-charge, royalty-free, irrevocable copyright license",
}
"""Licences that ask for little more than their notice, and what is only in the text of each."""

package = distribution(type(app).__module__.partition(".")[0])
said = package.metadata["License-Expression"]
folder = f"{package.name}-{package.version}.dist-info".lower()
names = {f"{folder}/licenses/{name}".lower() for name in package.metadata.get_all("License-File", [])}
files = [file for file in package.files or [] if str(file).lower() in names]
texts = [" ".join(file.read_text().split()) for file in files]

print(f"{package.name} says that it is under {said}.")
if said not in WORDS:
    print("That asks for more than its notice.")
elif any(WORDS[said] in text for text in texts):
    print("That asks for no more than its notice, and the text in the package is that licence's.")
else:
    print("The text in the package is another licence's, or there is none.")
