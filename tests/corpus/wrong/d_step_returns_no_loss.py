# why: None in the loss's place
# loses: d_step_returns
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return None, (img + learning_rate * img.grad / img.grad.norm()).detach()
