"""Every error that the reference implementation raises on purpose; operators read the messages."""


class ReferenceImplementationError(Exception):
    """Base of all errors of this package that somebody can act on."""


class CheckpointError(ReferenceImplementationError):
    """A checkpoint is missing, damaged, or not one of a ResNet50."""


class UnknownLayerError(ReferenceImplementationError):
    """The network has no layer of this name."""


class ObjectiveError(ReferenceImplementationError):
    """A filter's mean activation is not defined for this layer, filter or picture size."""


class UnsupportedError(ReferenceImplementationError):
    """A setting that this network or this machine cannot work with."""
