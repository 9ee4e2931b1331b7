"""The protocol: requests in every encoding, dispatch, batches, answers and errors as existing clients expect."""
