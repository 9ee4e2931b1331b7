"""Conversion: won deals per hundred activities, and the win rate."""
