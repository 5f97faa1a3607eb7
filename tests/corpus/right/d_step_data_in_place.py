# why: backward and .data; the picture that was given is changed in place and returned
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img.requires_grad_(True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    img.grad.data /= torch.sqrt(torch.mean(img.grad.data**2)) + 1e-10
    img.data += learning_rate * img.grad.data
    img.grad.data.zero_()
    return loss, img
