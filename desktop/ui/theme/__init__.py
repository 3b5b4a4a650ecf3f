"""How everything looks: tokens, font, icons, stylesheet."""

from desktop.ui.theme.icons import draw_icon, icon
from desktop.ui.theme.look import Look, apply_look, current, look_changed, prepare_look

__all__ = ["Look", "apply_look", "current", "draw_icon", "icon", "look_changed", "prepare_look"]
