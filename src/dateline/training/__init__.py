"""Fitting the learned reader; needs the extra ``dateline[train]``, and nothing that codes imports it."""
