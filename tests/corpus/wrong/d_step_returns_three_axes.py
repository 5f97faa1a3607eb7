# why: the picture comes back without its batch axis. May lose the other checks of the step, which need the picture
# loses: d_step_returns
# may lose: d_step_uphill d_step_normalised d_step_rate
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img + learning_rate * img.grad / img.grad.norm()).detach()[0]
