"""UIMA CAS, as INCEpTION reads and writes it: XMI and JSON."""
