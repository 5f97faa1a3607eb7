# why: standardised and squeezed by a sigmoid: monotone, in range, with contrast
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().clone().squeeze()
    x = torch.sigmoid((x - x.mean()) / x.std())
    return (x * 255).byte().permute(1, 2, 0).numpy()
