# why: F.normalize over the flattened gradient is the L2 norm
# loses: nothing
# %% d_gradient_ascent_step
import torch.nn.functional as F


def gradient_ascent_step(img, filter_index, learning_rate, model):
    img = torch.autograd.Variable(img.data.clone(), requires_grad=True)
    loss = compute_loss(input_image=img, filter_index=filter_index, model=model)
    loss.backward()
    direction = F.normalize(img.grad.flatten(), p=2, dim=0).reshape(img.shape)
    return loss.data, torch.add(img.data, direction, alpha=learning_rate)
