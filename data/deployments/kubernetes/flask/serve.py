from werkzeug.middleware.proxy_fix import ProxyFix

from main import app

app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}
