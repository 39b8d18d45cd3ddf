"""What the window is about, with signals but without widgets."""
