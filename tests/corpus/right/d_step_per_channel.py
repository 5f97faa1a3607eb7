# why: each colour channel normalised by itself
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.clone().detach().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    norms = img.grad.norm(dim=(2, 3), keepdim=True)
    return loss, img + learning_rate * img.grad / (norms + 1e-12)
