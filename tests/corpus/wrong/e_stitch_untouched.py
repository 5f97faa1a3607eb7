# why: nothing was done
# loses: e_stitch_shape e_stitch_layout e_stitch_margin
# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    raise NotImplementedError()
