rm -r content/valley/reports
