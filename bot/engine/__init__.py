"""The dialogue engine behind one small Protocol."""
