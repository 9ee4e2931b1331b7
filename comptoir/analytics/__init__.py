"""The metric engine: what a metric is, over whom and when it is asked, how it is read, listed and explained."""
