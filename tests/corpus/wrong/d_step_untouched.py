# why: nothing was done
# loses: d_step_returns d_step_uphill d_step_normalised d_step_rate
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    raise NotImplementedError()
