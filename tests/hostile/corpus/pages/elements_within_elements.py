# why: HTML and a table in Markdown of which a parser makes far more than there is
# %% c_compute_loss
from IPython.display import HTML, Markdown, display

display(HTML("<div>" * 300_000))
display(HTML("<div title='</div>'>" * 90_000))
for _ in range(20):
    display(Markdown("|a" * 2400 + "|\n" + "|-" * 2400 + "|\n" + "|\n" * 9000))
