"""Signatures, the loan's stages, extension, early end, evaluation."""
