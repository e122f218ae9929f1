# Fills the template with a piece of HTML, as the app's other functions would, and then another one, and prints the pages.
from pathlib import Path

import main

environment = main.templates.env if hasattr(main, "templates") else main.app.jinja_env
print(environment.get_template("hello.html").render(name="<b>Grace</b>"))
Path("templates/another.html").write_text("<p>{{ name }}</p>")
print(environment.get_template("another.html").render(name="<b>Grace</b>"))
