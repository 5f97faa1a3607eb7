# why: the normalised gradient is computed, but the raw one is added
# loses: d_step_normalised
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    grad = torch.autograd.grad(loss, img)[0]
    torch.nn.functional.normalize(grad.flatten(), dim=0)
    return loss.detach(), (img + learning_rate * grad).detach()
