from flask import Flask, Response, request

SHOP = "https://shop.example"

app = Flask(__name__)


@app.after_request
def let_the_shop_in(response: Response) -> Response:
    response.vary.add("Origin")
    if request.origin == SHOP:
        response.access_control_allow_origin = SHOP
        response.access_control_allow_methods = ["PUT"]
        response.access_control_allow_headers = ["Content-Type"]
    return response


@app.put("/players/<name>")
def put_player(name: str):
    return {"name": name, **request.get_json()}
