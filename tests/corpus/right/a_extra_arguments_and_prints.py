# why: extra default arguments, output on stdout and stderr and a trial run leave the result right
# loses: nothing
# %% a_load_resnet50
import sys
import warnings


def load_resnet50(weights: str = "IMAGENET1K_V2", verbose: bool = True) -> nn.Module:
    """Lädt das vortrainierte ResNet50 ohne die letzte Schicht."""
    model = models.resnet50(weights=weights)
    n_features = model.fc.in_features
    model.fc = nn.Identity()
    model.eval()
    if verbose:
        with torch.no_grad():
            out = model(torch.zeros(2, 3, 64, 64))
        print("Ausgabe:", tuple(out.shape), "erwartet:", (2, n_features))
        print("fertig", file=sys.stderr)
        warnings.warn("nur zum Testen")
    return model
