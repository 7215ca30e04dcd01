"""An Edition for its readers: workbook, briefing, feed and data files, each from the same record."""
