# why: markup in the name and the message of an exception and in the line of code
# %% c_compute_loss
Broken = type("<script>document.title='canary'</script>", (ValueError,), {})


def compute_loss(input_image, filter_index, model):
    raise Broken(
        "<img src=x onerror=\"document.title='canary'\"> [x](javascript:alert(1)) `</code><script>`"
    )  # <script>
