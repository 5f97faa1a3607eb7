# why: the new picture is computed but the old one returned; a step of size zero is neither uphill nor in proportion to the
#   learning rate. May lose d_step_normalised: there is no step to measure
# loses: d_step_uphill d_step_rate
# may lose: d_step_normalised
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    x = img.detach().clone().requires_grad_(True)
    loss = compute_loss(x, filter_index, model)
    loss.backward()
    new_img = x + learning_rate * x.grad / x.grad.norm()
    return loss.detach(), img
