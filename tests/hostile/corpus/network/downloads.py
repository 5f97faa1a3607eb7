# why: what would bring code or data in, or carry answers out
# shows: FETCHED []
# limits: cell_s=12
# %% c_compute_loss
import subprocess, urllib.request

fetched = []
for attempt in (
    lambda: urllib.request.urlopen("http://example.org", timeout=1),
    lambda: torch.hub.load_state_dict_from_url("http://192.0.2.1/x.pth", progress=False),
    lambda: models.resnet18(weights="IMAGENET1K_V1"),
    lambda: subprocess.run(
        ["curl", "-sSf", "--max-time", "1", "http://127.0.0.1:@PORT@"], check=True, capture_output=True
    ),
):
    try:
        attempt()
        fetched.append(str(attempt))
    except Exception as error:
        print(type(error).__name__)
print("FETCHED", fetched)
