"""How the trained reader is made: data, network, training, measuring. Not part of the package."""
