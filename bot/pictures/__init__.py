"""Diagrams as pictures: Mermaid text to SVG (`vector`), SVG to PNG (`raster`). What cannot be drawn raises `NotDrawn`, and nothing else.

Nothing that draws is imported before the first picture: a machine for which the drawing libraries have no wheel does without pictures.
"""
