# JSON: data to be read
from IPython.display import JSON

JSON({"name": "Vitrine", "runs": [{"id": 1, "ok": True, "seconds": 0.41}, {"id": 2, "ok": False, "seconds": None}]})
