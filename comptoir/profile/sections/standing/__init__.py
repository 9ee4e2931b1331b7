"""Where a client stands: RFM, expected value, payment behaviour, health. The models are explained in docs/standing.md.

A *purchase* is a day on which deals of the client were won; its value is their sum in the account's currency.
"""
