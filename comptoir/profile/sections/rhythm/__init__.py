"""The rhythm of contact: silence, usual interval, next step, replies in working time, the week."""
