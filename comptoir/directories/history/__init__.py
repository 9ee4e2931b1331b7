"""The history of the lists: change sets, read and told in words."""
