# why: the arithmetic in numpy, converted back to a float32 tensor
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    x = img.clone().detach().requires_grad_(True)
    loss = compute_loss(x, filter_index, model)
    loss.backward()
    grad = x.grad.numpy().astype(np.float64)
    grad /= np.linalg.norm(grad.ravel())
    new = x.detach().numpy() + learning_rate * grad
    return np.float32(loss.item()), torch.tensor(new, dtype=torch.float32)
