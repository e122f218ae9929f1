names = ["Ada"]
