from flask import Flask, Response, request

SHOP = "https://shop.example"

app = Flask(__name__)


@app.after_request
def let_the_shop_in(response: Response) -> Response:
    response.vary.add("Origin")
    if request.origin == SHOP:
        response.access_control_allow_origin = SHOP
        response.access_control_allow_methods = ["POST"]
        response.access_control_allow_headers = ["Content-Type"]
    return response


@app.post("/players")
def create_player():
    return request.get_json(), 201
