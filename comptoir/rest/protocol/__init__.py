"""The protocol: encodings of requests, dispatch, batches, answers and errors, as existing clients expect them."""
