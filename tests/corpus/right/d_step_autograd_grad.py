# why: torch.autograd.grad on a copy, L2 norm
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = img.detach().clone().requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    (grad,) = torch.autograd.grad(loss, img)
    grad = grad / (torch.linalg.vector_norm(grad) + 1e-8)
    return loss.detach(), (img + learning_rate * grad).detach()
