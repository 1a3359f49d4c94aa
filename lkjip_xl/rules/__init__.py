"""The rules of the catalogue, one module per family; importing this package registers them all."""
