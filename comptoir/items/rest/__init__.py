"""Items over REST: one codec and one set of methods for both families, crm.deal.* and crm.item.*.

A type joins with a `RestType` in its app's `rest.py`. Its fields come from its declaration; what only REST shows
(columns that are always null, HAS_PHONE, fm) is listed there as `Column`s.

rest_type   the registry, and the columns of a type by name
columns     how a value is read off an item, for each kind; derived: the columns that no field stands behind
describe    `fields`              encode   items to answers, a page at once
restrict    `filter` and `order`  decode   `fields` of add and update to values
classic     crm.deal.* and its like      generic   crm.item.*
"""
