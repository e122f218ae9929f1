from main import app

app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
