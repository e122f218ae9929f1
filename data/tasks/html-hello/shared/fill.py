# Fills the template with a piece of HTML, as the app's other functions would, and prints the page.
import main

environment = main.templates.env if hasattr(main, "templates") else main.app.jinja_env
print(environment.get_template("hello.html").render(name="<b>Grace</b>"))
