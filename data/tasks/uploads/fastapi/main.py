from fastapi import FastAPI, UploadFile

app = FastAPI(max_body_size=2000)


@app.post("/photos", status_code=201)
async def take_photo(photo: UploadFile) -> dict[str, str | int]:
    content = await photo.read()
    return {"name": photo.filename or "", "bytes": len(content), "text": content.decode()}
