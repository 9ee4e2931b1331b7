"""What a figure is compared with: the previous period, or similar clients."""
