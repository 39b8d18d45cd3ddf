"""Words, sentences and suggestions: everything that knows underthesea, imported on first use."""
