# why: the cell ends in an error before the function exists
# loses: d_step_returns d_step_uphill d_step_normalised d_step_rate
# %% d_gradient_ascent_step
@torch.enable_gradient
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img + learning_rate * img.grad / img.grad.norm()).detach()
