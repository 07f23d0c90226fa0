"""Plots: what is to be drawn, as nouns; as figures for print, and as lines of text for a terminal."""
