# why: clip_grad_norm_ shortens long gradients only, short ones stay as they are
# loses: d_step_normalised
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    nn.utils.clip_grad_norm_([img], max_norm=1.0)
    return loss.detach(), (img + learning_rate * img.grad).detach()
