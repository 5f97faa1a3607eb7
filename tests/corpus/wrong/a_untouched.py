# why: nothing was done
# loses: a_output a_fc a_pretrained a_eval
# %% a_load_resnet50
def load_resnet50():
    raise NotImplementedError()
