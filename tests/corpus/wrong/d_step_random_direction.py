# why: the gradient is normalised, but the step goes in a random direction of its size
# loses: d_step_uphill
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    direction = torch.randn_like(img)
    return loss.detach(), (img + learning_rate * direction / direction.norm()).detach()
