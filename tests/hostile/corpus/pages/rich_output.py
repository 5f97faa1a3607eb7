# why: HTML, SVG and JavaScript as output of a cell
# shows: text/html
# %% c_compute_loss
from IPython.display import HTML, SVG, IFrame, Javascript, Markdown, display

payload = "document.title='canary'"
display(
    HTML(
        f'<script>{payload}</script><img src=x onerror="{payload}"><svg onload="{payload}"></svg><a href="javascript:{payload}">x</a>'
    )
)
display(Javascript(payload))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{payload}\"><script>{payload}</script></svg>"))
display(IFrame("javascript:parent." + payload, 10, 10))
display(Markdown(f'<img src=x onerror="{payload}"> [x](javascript:{payload})'))
display({"application/javascript": payload, "text/plain": "x"}, raw=True)
display(
    {
        "application/vnd.jupyter.widget-view+json": {"model_id": "<script>"},
        "text/latex": f"$\\href{{javascript:{payload}}}{{x}}$",
    },
    raw=True,
)
display({"text/html": [f"<script>{payload}", "</script>"], "image/svg+xml": [f'<svg onload="{payload}">']}, raw=True)
display({"image/png": f'"><script>{payload}</script>'}, raw=True)
