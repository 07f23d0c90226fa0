"""Files, pages and archives to reports."""
