# why: gradient minus its mean over its deviation still goes uphill and does not depend on the scale
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    g = torch.autograd.grad(loss, img)[0]
    g = (g - g.mean()) / (g.std() + 1e-8)
    return loss.detach(), (img + learning_rate * g).detach()
