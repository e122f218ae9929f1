from fastapi import FastAPI, HTTPException, Request, status
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.exception_handler(status.HTTP_403_FORBIDDEN)
async def forbidden(request: Request, error: HTTPException) -> HTMLResponse:
    return templates.TemplateResponse(request=request, name="403.html", status_code=error.status_code)


@app.get("/", response_class=HTMLResponse)
async def home(request: Request) -> HTMLResponse:
    return templates.TemplateResponse(request=request, name="home.html")


@app.get("/salaries", response_class=HTMLResponse)
async def salaries() -> HTMLResponse:
    raise HTTPException(status.HTTP_403_FORBIDDEN, detail="Role payroll-admin is missing")
