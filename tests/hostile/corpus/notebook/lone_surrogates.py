# why: text that cannot be written as UTF-8, and control characters
# solves: d_initialize_image
# earns: d_init_shape d_init_range d_init_random
# %% tamper
cell("c_compute_loss")["source"] = "x = '\ud800 \u0000 \u001b[31m \u202e'\ndef compute_loss(*args):\n    return x"
cell("f_interpretation")["source"] = "\udfff\u0000\u202eantwort"
