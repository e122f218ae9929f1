from flask import Flask, request

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 2000


@app.post("/photos")
def take_photo():
    photo = request.files["photo"]
    content = photo.read()
    return {"name": photo.filename, "bytes": len(content), "text": content.decode()}, 201
