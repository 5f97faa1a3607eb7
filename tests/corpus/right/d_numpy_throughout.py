# why: pictures travel as tensors between the functions as the sheet says, but all arithmetic is numpy's
# loses: nothing
# %% d_initialize_image
def initialize_image(img_height, img_width):
    return torch.FloatTensor(np.random.rand(1, 3, img_height, img_width) * 0.25 - 0.125)


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = torch.autograd.Variable(img.detach(), requires_grad=True)
    loss = compute_loss(img, filter_index, model)
    loss.backward()
    g = img.grad.numpy()
    step = learning_rate * g / np.sqrt((g.astype(np.float64) ** 2).sum())
    return loss.detach().numpy(), torch.from_numpy((img.detach().numpy() + step).astype("float32"))


# %% d_deprocess_image
def deprocess_image(img):
    a = img.detach().numpy()[0]
    a = np.rollaxis(a, 0, 3)
    return np.rint(255 * (a - a.min()) / (a.max() - a.min())).astype("uint8")
