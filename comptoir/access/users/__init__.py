"""Users of the account: their actions, their pages and the passwords given to them."""
