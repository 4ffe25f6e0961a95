mkdir content/valley/reports/plan
