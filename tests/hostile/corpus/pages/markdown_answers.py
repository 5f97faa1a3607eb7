# why: markup in the answers that people mark
# %% tamper
payload = "document.title='canary'"
cell("f_interpretation")["source"] = (
    f'<script>{payload}</script>\n\n<img src=x onerror="{payload}">\n\n[x](javascript:{payload})\n\n<style>@import url(http://192.0.2.1/x.css)</style><iframe srcdoc="<script>{payload}</script>"></iframe>\n\n<details open ontoggle="{payload}">x</details>\n\n![x](http://192.0.2.1/beacon.png)'
)
cell("g_experiments")["source"] = (
    f"# </pre><script>{payload}</script>\n'</code></pre><img src=x onerror=\"{payload}\">'"
)
notebook["cells"].insert(
    3,
    {
        "cell_type": "markdown",
        "metadata": {},
        "source": f"<script>{payload}</script><math><mtext></p><img src=x onerror={payload}>",
    },
)
