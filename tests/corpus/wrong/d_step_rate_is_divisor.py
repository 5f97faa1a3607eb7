# why: divided by the learning rate instead of multiplied
# loses: d_step_rate
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    return loss.detach(), (img + 0.01 / learning_rate * img.grad / img.grad.norm()).detach()
