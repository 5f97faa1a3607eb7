# why: unclosed formatting that HTML opens again in each paragraph
# %% c_compute_loss
from IPython.display import HTML, display

display(HTML("<p>" + "".join(f"<b a{i}>" for i in range(2000)) + "<p>x" * 20000))
