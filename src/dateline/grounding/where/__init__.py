"""Where: the gazetteer, toponyms, and the place of an act."""
