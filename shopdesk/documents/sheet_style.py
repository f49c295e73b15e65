"""The look of paper: one small style sheet in the CSS that Qt's rich text knows, sized by the paper.

Black only, no tints: a thermal label printer turns grey into dots. Lengths are px at 96 to the inch, the only
unit that Qt takes for paddings.
"""

from functools import lru_cache

from shopdesk.documents.papers import Paper


@lru_cache(maxsize=8)
def stylesheet(paper: Paper) -> str:
    """The rules for one paper."""
    base = paper.base_pt
    gap = 8 if paper.is_label else 14
    pad = 3 if paper.is_label else 5
    receiver = base * (1.55 if paper.is_label else 1.5)
    address = base * (1.2 if paper.is_label else 1.15)
    return f"""
body {{ font-size:{base}pt }}
p {{ margin:0 }}
.caption {{ font-size:{base * 0.8:.1f}pt; margin-top:{gap}px; margin-bottom:1px }}
.first {{ margin-top:0 }}
.name {{ font-size:{receiver:.1f}pt; font-weight:bold }}
.address {{ font-size:{address:.1f}pt; margin-bottom:1px }}
.order {{ margin-bottom:1px }}
.fact {{ font-size:{base * 0.95:.1f}pt; margin-bottom:1px }}
.box {{ margin-top:{gap}px }}
.goods {{ margin-top:{gap + 2}px }}
.collect {{ font-size:{base * 1.3:.1f}pt; border:1.5px solid #000; padding:{pad + 1}px }}
.message {{ border-left:3px solid #000; padding-left:8px; padding-top:1px; padding-bottom:2px }}
.label {{ font-size:{base * 0.8:.1f}pt }}
.note {{ border:1px solid #000; padding:{pad + 3}px; font-style:italic }}
.head {{ font-size:{base * 0.8:.1f}pt; font-weight:normal; border-bottom:1.5px solid #000;
  padding-bottom:2px; padding-right:4px }}
.cell {{ border-bottom:0.5px solid #000; padding-top:{pad}px; padding-bottom:{pad}px; padding-right:4px }}
.group {{ border-bottom:0.5px solid #000; padding-top:{pad + 3}px; padding-bottom:2px }}
.one {{ font-size:{base * 1.2:.1f}pt }}
.many {{ font-size:{base * 1.75:.1f}pt; font-weight:bold }}
.title {{ font-size:{base * 1.05:.1f}pt; font-weight:bold }}
.detail {{ font-size:{base * 0.85:.1f}pt }}
.sum {{ border-top:1px solid #000; padding-top:{pad}px; padding-right:4px }}
.total {{ padding-top:2px; padding-right:4px }}
.resthead {{ font-size:{base * 0.8:.1f}pt; font-weight:normal; border-bottom:0.5px solid #000; padding-bottom:2px }}
.rest {{ padding-top:2px; padding-right:4px }}
.thanks {{ font-size:{base * 1.15:.1f}pt; font-weight:bold; margin-top:{gap * 1.5:.0f}px }}
.contact {{ font-size:{base * 0.9:.1f}pt; margin-top:1px }}
.tick {{ font-size:{base * 1.6:.1f}pt }}
.sku {{ font-size:{base * 0.95:.1f}pt; margin-top:1px }}
"""
