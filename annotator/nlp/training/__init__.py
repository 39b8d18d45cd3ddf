"""Making the model that ships: from annotated articles and raw news to one file, with its figures.

Needs the extra `annotator[train]` (numpy, scipy, scikit-learn); the application never imports this package.
"""
