# why: whole numbers of 64 bits, not uint8
# loses: d_deprocess_format
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach().numpy()[0].transpose(1, 2, 0)
    return ((x - x.min()) / (x.max() - x.min()) * 255).astype(int)
