# why: initialize_image returns a picture that asks for gradients, and the step relies on it; as a whole that is right, so the
#   step has to be tried with such a picture too
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height, img_width):
    img = (torch.rand(1, 3, img_height, img_width) - 0.5) * 0.25
    img.requires_grad = True
    return img


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    with torch.no_grad():
        img += learning_rate * img.grad / img.grad.norm()
        img.grad.zero_()
    return loss, img
