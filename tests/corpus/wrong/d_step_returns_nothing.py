# why: changed in place, return is missing, so nothing comes back that could be judged
# loses: d_step_returns d_step_uphill d_step_normalised d_step_rate
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img.requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    img.data += learning_rate * img.grad / img.grad.norm()
