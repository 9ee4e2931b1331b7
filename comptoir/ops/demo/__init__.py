"""The demo portal: a small trading house with two years of business, made from a seed, up to today."""

from comptoir.ops.demo.create import create_demo

__all__ = ["create_demo"]
