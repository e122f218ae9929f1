from flask import Flask

import players
import teams

app = Flask(__name__)
app.register_blueprint(players.part, url_prefix="/v1")
app.register_blueprint(teams.part, url_prefix="/v1")
