"""The search page and the quick results under the search box."""
