"""How fast Python is in the page, beside stock Pyodide in the same page: `make bench`."""
