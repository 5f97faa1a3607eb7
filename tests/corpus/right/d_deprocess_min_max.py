# why: min-max scaling in torch, then numpy
# loses: nothing
# %% d_deprocess_image
def deprocess_image(img):
    img = img.detach().squeeze(0).permute(1, 2, 0)
    img = (img - img.min()) / (img.max() - img.min())
    return (img * 255).cpu().numpy().astype(np.uint8)
