"""Every control label the widgets show, a module a widget: another language is a translation of this folder.

Guidance text lives in `docs/`; here stands only what is written on controls and in messages about them.
"""
