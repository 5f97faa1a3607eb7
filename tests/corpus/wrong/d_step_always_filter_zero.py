# why: the filter index is not handed on, the step climbs on filter 0. May lose d_step_returns: the loss is that of filter 0
# loses: d_step_uphill
# may lose: d_step_returns
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, 0, model)
    loss.backward()
    return loss.detach(), (img + learning_rate * img.grad / img.grad.norm()).detach()
