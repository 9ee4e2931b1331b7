"""Writing once: one-time tokens of forms and idempotency keys of programs, with the answers that they got.

A *claim* is the right of one request to carry something out. A repetition finds the claim and gets its answer.
"""
