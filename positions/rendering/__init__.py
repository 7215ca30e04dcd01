"""An Edition for its readers: workbook, briefing, feed and data, each from the same record."""
