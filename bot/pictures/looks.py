"""How diagrams look: one light theme that carries its own background, so that it is read on a dark page too."""

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""Liberation Sans, as wide as Arial to the last unit: a picture is laid out alike wherever it is shown."""
FAMILY = "Liberation Sans"
BACKGROUND = "#ffffff"
SOURCE_BYTES = 60_000
"""Of a diagram that is drawn. The largest of an interview whose record is full takes a tenth of it."""
SVG_BYTES = 1_500_000
MILLISECONDS = 3000
_STACK = "Arial, 'Liberation Sans', Helvetica, sans-serif"

OPTIONS: dict[str, object] = {
    "version": 2,
    "resources": {
        "profile": "constrained",
        "limits": {"max_source_bytes": SOURCE_BYTES, "max_model_items": 2000, "max_layout_work_units": 600_000, "max_svg_bytes": SVG_BYTES},
    },
    "svg": {
        "pipeline": "resvg-safe",
        "root_background_color": BACKGROUND,
        # Boxes are measured for text of 16 px by averages that fall short of Arial; text a little smaller stays inside.
        "scoped_css": "text, tspan { font-size: 14px !important; }",
    },
    "site_config": {
        "htmlLabels": False,
        "flowchart": {"htmlLabels": False, "curve": "basis"},
        "look": "classic",
        "layout": "dagre",
        "theme": "base",
        "fontFamily": _STACK,
        "themeVariables": {
            "fontFamily": _STACK,
            "background": BACKGROUND,
            "primaryColor": "#eef2f7",
            "primaryBorderColor": "#64748b",
            "primaryTextColor": "#1f2937",
            "lineColor": "#475569",
            "edgeLabelBackground": BACKGROUND,
            "tertiaryColor": "#f8fafc",
        },
    },
}
"""https://github.com/Latias94/merman/blob/main/docs/bindings/OPTIONS_JSON.md"""
