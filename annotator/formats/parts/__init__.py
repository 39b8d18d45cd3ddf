"""What several formats are made of: sources, records, tokens, anchors, safe XML and JSON."""
