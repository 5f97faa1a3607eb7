# why: torch, NumPy and builtins are patched in memory, where a later submission would find them
# %% c_compute_loss
import builtins, sys

builtins.AG_EVIL = True
torch.AG_EVIL = True
torch.nn.Conv2d.forward = lambda self, x: x
torch.nn.functional.conv2d = lambda *args, **kwargs: torch.zeros(1)
torch.set_default_dtype(torch.float16)
torch.set_num_threads(8)
np.random.uniform = lambda *args, **kwargs: 0.0
sys.setrecursionlimit(60)
sys.stdout.write = lambda text: None
