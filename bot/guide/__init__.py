"""The printed guide: every article and the directory in one language, as pages."""
