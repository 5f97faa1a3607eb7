# why: a kernel of another language, or a command instead of one
# solves: c_compute_loss
# earns: c_scalar c_filter c_border c_gradient
# %% tamper
notebook["metadata"] = {
    "kernelspec": {"name": "bash", "argv": ["/bin/sh", "-c", "touch @COURSE@/AG_LEFT_BEHIND"], "language": "bash"},
    "language_info": {"name": "R"},
    "widgets": {"x": [1] * 100},
    "signature": "x",
}
