# why: F.normalize without dim divides each pixel by its norm over the channels: uphill and independent of the scale
# loses: nothing
# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    with torch.enable_grad():
        img = img.detach().requires_grad_(True)
        loss = compute_loss(img, filter_index, model)
        grad = torch.autograd.grad(outputs=loss, inputs=img, retain_graph=False)[0]
    grad = nn.functional.normalize(grad)
    return loss, img.detach() + learning_rate * grad
