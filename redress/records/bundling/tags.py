"""How do pages of many files keep their tags, so that the whole bundle can be read aloud in order?

Each file's tree of tags becomes a branch of one tree. A page that came without tags gets one for all that is on it, so
that it is at least read in its place; what is said on a scan, nobody can hear.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

#: What goes wrong in trees that other programmes made; the pages are then kept without their tags.
_SPOILT = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RecursionError)


class Tree:
    """The tags of a bundle while it is bound."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._parents = pikepdf.NumberTree.new(pdf)
        self._roles = Dictionary()
        self._next = 0
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self._element("/Document", self.root)
        self.root.K = Array([self.document])

    def branch(self, title: str, *, first: bool = False) -> pikepdf.Object:
        """A branch of the tree for one item; ``first``: before all others."""
        made = self._element("/Sect", self.document, title)
        self.document.K.insert(0, made) if first else self.document.K.append(made)
        return made

    def graft(self, source: pikepdf.Pdf, pages: list[pikepdf.Page], branch: pikepdf.Object, name: str) -> None:
        """Bring the tags of a file over, whose pages have been copied already; give them some where there are none."""
        tree = source.Root.get(Name.StructTreeRoot)
        marked = source.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)
        if tree is not None and bool(marked):
            try:
                return self._bring(tree, pages, branch)
            except _SPOILT:
                pass
        for number, page in enumerate(pages, start=1):
            self._forget(page)
            if tree is None:
                self.wrap(page, branch, f"{name}, {number}")
        return None

    def wrap(self, page: pikepdf.Page, branch: pikepdf.Object, alt: str) -> None:
        """One tag for all that is on a page: a picture where there are no letters on it, otherwise a paragraph."""
        is_picture = Name.Font not in page.obj.get(Name.Resources, Dictionary())
        made = self._element("/Figure" if is_picture else "/P", branch)
        if is_picture:
            made.Alt = String(alt)
            left, bottom, right, top = (float(side) for side in page.mediabox)
            box = Array([round(each, 2) for each in (left, bottom, right, top)])
            made.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        made.Pg, made.K = page.obj, 0
        branch.K.append(made)
        kind = b"/Figure" if is_picture else b"/P"
        page.contents_add(kind + b" <</MCID 0>> BDC q\n", prepend=True)
        page.contents_add(b"\nQ EMC\n")
        page.obj.StructParents = self._claim(Array([made]))

    def figure(self, page: pikepdf.Page, branch: pikepdf.Object, alt: str, box: tuple[float, ...]) -> int:
        """A tag for a picture that is about to be drawn on a page of ours; gives the number that names it there."""
        made = self._element("/Figure", branch)
        made.Alt, made.Pg = String(alt), page.obj
        made.A = Dictionary(O=Name.Layout, BBox=Array([round(each, 2) for each in box]), Placement=Name.Block)
        if Name.StructParents not in page.obj:
            page.obj.StructParents = self._claim(Array())
        named = self._parents[int(page.obj.StructParents)]
        made.K = len(named)
        named.append(made)
        branch.K.append(made)
        return len(named) - 1

    def complete(self) -> None:
        """Put the tree into the file."""
        self.root.ParentTree = self._parents.obj
        self.root.ParentTreeNextKey = self._next
        self.root.RoleMap = self._roles
        self._pdf.Root.StructTreeRoot = self.root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, kind: str, parent: pikepdf.Object, title: str = "") -> pikepdf.Object:
        made = Dictionary(Type=Name.StructElem, S=Name(kind), P=parent, K=Array())
        if title:
            made.T = String(title)
        return self._pdf.make_indirect(made)

    def _claim(self, value: pikepdf.Object) -> int:
        self._next += 1
        self._parents[self._next - 1] = self._pdf.make_indirect(value)
        return self._next - 1

    def _bring(self, tree: pikepdf.Object, pages: list[pikepdf.Page], branch: pikepdf.Object) -> None:
        copied = self._pdf.copy_foreign(tree)
        parents = dict(pikepdf.NumberTree(copied.ParentTree).items())
        kids = list(copied.K) if isinstance(copied.K, Array) else [copied.K]
        offset = self._next
        self._next = offset + max([*parents, *(number for number, _holder, _key in _holders(pages))], default=-1) + 1
        for number, value in parents.items():
            self._parents[offset + number] = value if value.is_indirect else self._pdf.make_indirect(value)
        for number, holder, key in list(_holders(pages)):
            holder[key] = offset + number
        for kid in kids:
            kid.P = branch
            branch.K.append(kid)
        for name, role in copied.get(Name.RoleMap, Dictionary()).items():
            if name not in self._roles:
                self._roles[name] = role

    @staticmethod
    def _forget(page: pikepdf.Page) -> None:
        for _number, holder, key in list(_holders([page])):
            del holder[key]


def _holders(pages: list[pikepdf.Page]) -> Iterator[tuple[int, pikepdf.Object, str]]:
    """Everything on the pages that the tree is found by: the pages, their notes and links, and forms within them."""
    seen = set()
    for page in pages:
        resources = page.obj.get(Name.Resources, Dictionary())
        drawn = resources.get(Name.XObject, Dictionary()) if isinstance(resources, Dictionary) else Dictionary()
        inner = list(drawn.values()) if isinstance(drawn, Dictionary) else []
        for holder in (page.obj, *page.obj.get(Name.Annots, Array()), *inner):
            if holder.is_indirect and holder.objgen in seen:
                continue
            seen.add(holder.objgen)
            for key in ("/StructParents", "/StructParent"):
                if isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)) and key in holder:
                    yield int(holder[key]), holder, key
