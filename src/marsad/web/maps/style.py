"""The look of a map that stands alone; on pages, drawn.css says the same in the site's colours."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
.sea { fill: #eef1f0; }
.land { fill: #fbfaf7; stroke: #b9b6ab; stroke-width: 1; }
.around { fill: #46606b; fill-opacity: .04; stroke: #46606b; stroke-opacity: .5; stroke-dasharray: 3 3; }
.hole { fill: #ffffff; }
.rim { fill: none; stroke: #ffffff; stroke-width: 1.5; }
.halo { stroke: #fbfaf7; stroke-width: 3; stroke-linejoin: round; paint-order: stroke; }
.tile { stroke-opacity: .55; }
.sign { fill: none; stroke: #1c2326; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.many { font-weight: 600; }
.faint { opacity: .45; }
.side-0 { fill: #3b6fb6; stroke: #3b6fb6; }
.side-1 { fill: #b5532a; stroke: #b5532a; }
.side-2 { fill: #2e8b57; stroke: #2e8b57; }
.side-3 { fill: #8a5fb0; stroke: #8a5fb0; }
.side-4 { fill: #a37f00; stroke: #a37f00; }
.side-5 { fill: #c2477f; stroke: #c2477f; }
.side-6 { fill: #3f7d85; stroke: #3f7d85; }
.side-7 { fill: #6b6b6b; stroke: #6b6b6b; }
.held { fill-opacity: .22; stroke-width: 1.5; }
.wide { fill-opacity: .06; stroke-dasharray: 6 3; }
.rule { stroke: #1c2326; stroke-width: 2; fill: none; }
"""
# For a drawing that stands in a page as an image: there it has the scheme of the page.
DARK: Final = """
@media (prefers-color-scheme: dark) {
.ground, .sea { fill: #11171a; }
.land { fill: #222b2f; stroke: #4b5960; }
text { fill: #e6e9e8; }
.quiet { fill: #a3b0b5; }
.hole { fill: #1c2326; }
.rim { stroke: #222b2f; }
.halo { stroke: #222b2f; }
.sign, .rule { stroke: #e6e9e8; }
.tile { stroke: #1c2326; }
.around { fill: #7cc5d3; stroke: #7cc5d3; }
.clash { fill: #f0987a; } .air { fill: #92b8ec; } .artillery { fill: #dcb85a; } .explosive { fill: #f08fac; }
.civilians { fill: #c6a4ea; } .control { fill: #7fcaa3; } .movement { fill: #a7c0cb; } .politics { fill: #b9c684; }
.sign { fill: none; }
}
"""
