# why: metadata of outputs that a page might turn into attributes
# shows: image/png
# %% c_compute_loss
from IPython.display import display

payload = "\" onload=\"document.title='canary'"
png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
display(
    {"image/png": png},
    metadata={
        "image/png": {"width": payload, "height": payload, "alt": payload},
        "isolated": True,
        "needs_background": payload,
    },
    raw=True,
)
display({"text/html": "<b>x</b>"}, metadata={"text/html": {"isolated": True}}, raw=True)
