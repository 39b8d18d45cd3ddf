"""The window: every widget, and nothing that would be missed without one."""
