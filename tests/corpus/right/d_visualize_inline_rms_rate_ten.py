# why: root mean square with learning rate 10, a common port; a filter that dies by it is not the student's fault
# loses: nothing
# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        x = img.detach().requires_grad_(True)
        loss = model(x)[:, filter_index, 2:-2, 2:-2].mean()
        loss.backward()
        img = x.detach() + 10.0 * x.grad / (x.grad.square().mean().sqrt() + 1e-8)
    return loss.detach(), deprocess_image(img)
