"""Readers of event data as others publish them, written from their documentation and from nothing of the writers beside them.

So they can say whether what Dateline writes is what others will read; and they read what GDELT, ICEWS and POLECAT publish.
"""
