"""The words of the trade and the rules over them: standard library only, no Qt, no SQLite."""
