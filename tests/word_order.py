"""The order of elements in WordprocessingML (ECMA-376, part 1, annex A), as far as we write it.

LibreOffice forgives another order. Word refuses the whole document as unreadable.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

_W: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MANY: Final = "*"
_SEQUENCES: Final = {
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
    "equation|comboBox|date|docPartObj|docPartList|dropDownList|picture|richText|text|citation|"
    "group|bibliography",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "tbl": "tblPr tblGrid tr|sdt|bookmarkStart|bookmarkEnd*",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription tblPrChange",
    "tblBorders": "top left|start bottom right|end insideH insideV",
    "tblGrid": "gridCol* tblGridChange",
    "tr": "tblPrEx trPr tc|sdt|bookmarkStart|bookmarkEnd*",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "sectPr": "headerReference|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings sectPrChange",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
    "blipFill": "blip srcRect tile|stretch",
    "spPr": "xfrm custGeom|prstGeom noFill|solidFill|gradFill|blipFill|pattFill|grpFill "
    "ln effectLst|effectDag scene3d sp3d extLst",
}
_FIRST: Final = {"p": "pPr", "r": "rPr", "tc": "tcPr", "trPr": ""}
"""Elements whose properties, if there are any, come first; what follows has no order."""


def faults(part: bytes) -> Iterator[str]:
    """What Word would not read inside the elements of a part, each as a sentence."""
    for element in ET.fromstring(part).iter():
        name = _name(element)
        children = [_name(child) for child in element if _is_known(child)]
        if name in _SEQUENCES:
            yield from _out_of_order(name, children)
        elif (first := _FIRST.get(name)) and first in children[1:]:
            yield f"{first} is not the first in {name}"
        if name == "tc" and (not children or children[-1] not in ("p", "sdt", "customXml")):
            yield "a cell does not end with a paragraph"


def _out_of_order(name: str, children: list[str]) -> Iterator[str]:
    places: dict[str, tuple[int, bool]] = {}
    for place, names in enumerate(_SEQUENCES[name].split()):
        many = names.endswith(_MANY)
        for each in names.removesuffix(_MANY).split("|"):
            places[each] = (place, many)
    last = -1
    for child in children:
        if child not in places:
            yield f"{child} can't stand in {name}"
            continue
        place, many = places[child]
        if place < last or (place == last and not many):
            yield f"{child} stands too late in {name}: {' '.join(children)}"
        last = max(last, place)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_known(element: ET.Element) -> bool:
    """Whether an element is of a kind that has its place; extensions of Word are left out."""
    space = element.tag.partition("}")[0].removeprefix("{")
    return space in _W or "drawingml" in space
