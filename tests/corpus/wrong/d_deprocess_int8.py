# why: int8 holds -128 to 127 only, so bright values turn negative
# loses: d_deprocess_format d_deprocess_values
# %% d_deprocess_image
def deprocess_image(img):
    x = img.detach()[0].permute(1, 2, 0)
    x = (x - x.min()) / (x.max() - x.min())
    return (x * 255).to(torch.int32).to(torch.int8)
