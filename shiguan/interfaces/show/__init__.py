"""What people see on a terminal: answers as tables and lines, in columns that hold with Chinese characters."""
