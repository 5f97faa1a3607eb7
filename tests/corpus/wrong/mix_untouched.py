# why: the notebook was handed in as it was handed out, it gets no point
# loses: a_output a_fc a_pretrained a_eval
#   b_lightning b_shapes b_values b_gradient b_nested b_unknown
#   c_scalar c_filter c_border c_gradient
#   d_init_shape d_init_range d_init_random d_step_returns d_step_uphill d_step_normalised d_step_rate
#   d_deprocess_format d_deprocess_values d_visualize_format d_visualize_steps d_visualize_rise
#   e_filters_count e_filters_order e_stitch_shape e_stitch_layout e_stitch_margin
# %% a_load_resnet50
def load_resnet50():
    raise NotImplementedError()


# %% b_feature_extractor
class FeatureExtractor(pl.LightningModule):
    def __init__(self, backbone, target_layer):
        super().__init__()
        raise NotImplementedError()

    def forward(self, x):
        raise NotImplementedError()


# %% c_compute_loss
def compute_loss(input_image, filter_index, model):
    raise NotImplementedError()


# %% d_initialize_image
def initialize_image(img_height, img_width):
    raise NotImplementedError()


# %% d_gradient_ascent_step
def gradient_ascent_step(img, filter_index, learning_rate, model):
    raise NotImplementedError()


# %% d_deprocess_image
def deprocess_image(img):
    raise NotImplementedError()


# %% d_visualize_filter
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    raise NotImplementedError()


# %% e_visualize_filters
def visualize_filters(model, n_filters=64):
    raise NotImplementedError()


# %% e_stitch_filters
def stitch_filters(images, n=8, margin=5):
    raise NotImplementedError()
