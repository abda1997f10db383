"""Fillable fields: what a layout marks becomes a form that programs can fill, and the sheet stays PDF/UA-1."""

import ctypes
import json
from io import BytesIO

import conftest
import page as page_validation
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst
import yaml
from publisher.printing import fields
from publisher.printing.fields import fillable, with_fields

FONTS = conftest.PROJECT / "toolkit/print/fonts"
SANS = (FONTS / "NotoSans-Regular.ttf").read_bytes()
LABELS = {"en": "Your name", "el": "Το όνομά σας; 100 %", "zh": "您的姓名", "ar": "اسمك"}
TEXTS = {"en": "Ærlig talt, Łódź – “Ñandú” €5", "el": "Καλημέρα, Ωμέγα! Ώρα 18·30", "zh": "你好,世界。臺灣"}

SHEET = """
#let data = json(bytes(sys.inputs.doc))
#set document(title: "Sheet", date: none)
#set page(paper: "a4", margin: 20mm)
#set text(font: ("Noto Sans", "Vazirmatn", "Noto Sans SC"), lang: data.lang, size: 11pt)
= Sheet
#let field(kind, name, ..size) = link("field:" + kind + "/" + name + "?" + data.label, box(..size, stroke: 0.5pt))
#if data.typed [
  #field("text", "name", width: 90mm, height: 8mm) and #link("https://example.org")[a link]

  #field("text", "notes", width: 100%, height: 40mm)
  #table(columns: 2, table.header[One][Two], ..range(4).map(_ => field("text", "row", width: 100%, height: 5mm)))
]
#field("check", "agree", width: 4mm, height: 4mm) I agree.
#pagebreak()
#field("check", "agree", width: 4mm, height: 4mm) I agree again.
"""
TYPED = {"name": "text", "notes": "text", "row": "text", "row-2": "text", "row-3": "text", "row-4": "text"}
TICKED = {"agree": "check", "agree-2": "check"}


@pytest.fixture(scope="module")
def engine():
    found = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(font_paths=found, ignore_system_fonts=True)

    def compile(source: str = SHEET, locale: str = "en") -> bytes:
        doc = json.dumps({"lang": locale, "label": LABELS[locale], "typed": fillable(locale)})
        pdf, warnings = compiler.compile_with_warnings(input=source.encode(), format="pdf", sys_inputs={"doc": doc}, pdf_standards=["ua-1"])
        assert not warnings
        return pdf

    return compile


@pytest.fixture
def sheet(engine, locale) -> bytes:
    return with_fields(engine(locale=locale), locale, SANS)


every_script = pytest.mark.parametrize("locale", LABELS)
every_typed_script = pytest.mark.parametrize("locale", TEXTS)


def widgets(document: pikepdf.Pdf) -> dict[str, tuple[pikepdf.Page, pikepdf.Dictionary]]:
    """The fields by name, in the order of the pages."""
    return {str(note.T): (page, note) for page in document.pages for note in page.Annots if note.Subtype == "/Widget"}


def failures(pdf: bytes) -> list[str]:
    """What the checker finds against PDF/UA-1: all of its rules, none left out."""
    report = page_validation.validate_pdf_bytes(pdf, profile="ua1")
    assert report.rules.total >= 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@every_script
def test_marked_boxes_become_fields(sheet, locale):
    """Every marked box is one field with its own name and its label, within its page; other links stay links."""
    with pikepdf.open(BytesIO(sheet)) as document:
        found = widgets(document)
        kinds = {name: {"/Tx": "text", "/Btn": "check"}[field.FT] for name, (_, field) in found.items()}
        assert kinds == (TYPED if fillable(locale) else {}) | TICKED
        assert [field.objgen for _, field in found.values()] == [field.objgen for field in document.Root.AcroForm.Fields]
        for page, field in found.values():
            left, bottom, right, top = field.Rect
            assert page.mediabox[0] <= left < right <= page.mediabox[2] and page.mediabox[1] <= bottom < top <= page.mediabox[3]
            assert field.TU == LABELS[locale]
            assert field.P.objgen == page.objgen
            assert "/A" not in field and "/Contents" not in field
        links = [str(note.A.URI) for note in document.pages[0].Annots if note.Subtype == "/Link"]
        assert links == (["https://example.org"] if fillable(locale) else [])


@pytest.mark.parametrize("locale", ["en"])
def test_only_high_boxes_take_several_lines(sheet):
    with pikepdf.open(BytesIO(sheet)) as document:
        assert {name for name, (_, field) in widgets(document).items() if field.get("/Ff", 0) == 1 << 12} == {"notes"}


@every_script
def test_fields_are_tagged(sheet):
    """Each field is the only child of a Form element, and the tab key follows the tags."""
    with pikepdf.open(BytesIO(sheet)) as document:
        elements = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        for page, field in widgets(document).values():
            element = elements[int(field.StructParent)]
            [child] = element.K
            assert (element.S, child.Type, child.Obj.objgen) == ("/Form", "/OBJR", field.objgen)
            assert page.Tabs == "/S"


@every_script
def test_sheets_stay_accessible(engine, sheet, locale):
    """PDF/UA-1 before and after, by another program than the one that wrote the sheet."""
    assert failures(engine(locale=locale)) == []
    assert failures(sheet) == []


@pytest.mark.parametrize("locale", ["en"])
@pytest.mark.parametrize(
    ("rule", "harm"),
    [
        ("PDFUA1-FORM-FIELD-TU-ALT-001", lambda page, field, element: field.__delitem__("/TU")),
        ("PDFUA1-WIDGET-FORM-TAG-001", lambda page, field, element: setattr(element, "S", pikepdf.Name.Link)),
        ("PDFUA1-FORM-CHILDREN-001", lambda page, field, element: element.K.append(99)),
        ("PDFUA1-PAGE-TABS-001", lambda page, field, element: page.obj.__delitem__("/Tabs")),
    ],
)
def test_the_checker_looks_at_fields(sheet, rule, harm):
    """The check of the test above is not empty: it finds a field without label, tag or tab order."""
    with pikepdf.open(BytesIO(sheet)) as document:
        page, field = widgets(document)["name"]
        harm(page, field, pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)[int(field.StructParent)])
        harmed = BytesIO()
        document.save(harmed)
    assert [found.split(":")[0] for found in failures(harmed.getvalue())] == [rule]


class Reader:
    """A person at PDFium: clicks into fields, types, looks."""

    def __init__(self, pdf: bytes):
        self.places = {}
        with pikepdf.open(BytesIO(pdf)) as document:
            for name, (page, field) in widgets(document).items():
                left, bottom, right, top = map(float, field.Rect)
                self.places[name] = page.index, (left + right) / 2, (bottom + top) / 2
        self.document = pypdfium2.PdfDocument(pdf)
        self.document.init_forms()
        self.pages = [self.document[number] for number in range(len(self.document))]

    def click(self, name: str) -> pypdfium2.PdfPage:
        number, x, y = self.places[name]
        for act in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            act(self.document.formenv, self.pages[number], 0, x, y)
        return self.pages[number]

    def type(self, name: str, text: str) -> str:
        """Types letter by letter and returns what PDFium says stands in the field."""
        page = self.click(name)
        for letter in text:
            pdfium.FORM_OnChar(self.document.formenv, page, ord(letter), 0)
        size = pdfium.FORM_GetFocusedText(self.document.formenv, page, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FORM_GetFocusedText(self.document.formenv, page, buffer, size)
        return buffer.raw[: size - 2].decode("utf-16-le")

    def leave(self) -> None:
        pdfium.FORM_ForceToKillFocus(self.document.formenv)

    def look(self) -> bytes:
        return self.pages[0].render(scale=1).buffer[:]

    def save(self) -> pikepdf.Pdf:
        saved = BytesIO()
        self.document.save(saved)
        return pikepdf.open(saved)

    def flat_text(self) -> str:
        """The text of the first page with its fields made part of it."""
        self.pages[0].flatten()
        return self.document[0].get_textpage().get_text_range()


@every_typed_script
def test_people_can_type(sheet, locale):
    """Text typed in PDFium stands in the field, in the saved file and, where the font is embedded, in the picture."""
    reader, text = Reader(sheet), TEXTS[locale]
    before = reader.look()
    for name in ("name", "notes", "row-3"):
        assert reader.type(name, text) == text
    reader.leave()
    with reader.save() as saved:
        for name in ("name", "notes", "row-3"):
            _, field = widgets(saved)[name]
            assert field.V == text
            assert fields.TYPED.encode() in field.AP.N.read_bytes()
    if fields.LETTERS[fields.script(locale)]:  # else it depends on the fonts of the machine
        assert reader.look() != before
        assert reader.flat_text().count(text) == 3


@pytest.mark.parametrize("locale", [locale for locale in TEXTS if fields.LETTERS[fields.script(locale)]])
def test_every_letter_comes_from_the_embedded_font(sheet, locale):
    """PDFium writes each letter that we promise in our font, and in no font of the machine."""
    letters = fields.LETTERS[fields.script(locale)]
    reader = Reader(sheet)
    assert reader.type("notes", letters) == letters
    reader.leave()
    with reader.save() as saved:
        drawn = widgets(saved)["notes"][1].AP.N.read_bytes()
    assert drawn.count(b" Tf") == drawn.count(fields.TYPED.encode() + b" 11 Tf") == 1
    assert letters in "".join(reader.flat_text().split())


@every_script
def test_boxes_can_be_ticked(sheet):
    reader = Reader(sheet)
    before = reader.look()
    reader.click("agree")
    reader.leave()
    assert reader.look() != before
    with reader.save() as saved:
        assert {name: str(widgets(saved)[name][1].AS) for name in TICKED} == {"agree": "/Yes", "agree-2": "/Off"}


@every_script
def test_the_same_sheet_gives_the_same_bytes(engine, sheet, locale):
    fields._typing.cache_clear()
    assert with_fields(engine(locale=locale), locale, SANS) == sheet


def test_a_sheet_without_fields_is_left_alone(engine):
    plain = engine('#set document(title: "Sheet", date: none)\n= Sheet')
    assert with_fields(plain, "ar", SANS) == plain


def test_languages_of_the_site():
    """Of the languages of the site only Arabic has no text fields; an unknown language has none either."""
    [plugin] = [plugin["i18n"] for plugin in yaml.safe_load((conftest.PROJECT / "mkdocs.yml").read_text("utf-8"))["plugins"] if "i18n" in plugin]
    locales = [entry["locale"] for entry in plugin["languages"]]
    assert [locale for locale in locales if not fillable(locale)] == ["ar"]
    assert not fillable("xx")


@pytest.mark.parametrize(
    ("marked", "locale", "message"),
    [
        ('#link("field:text/name?Name", box(width: 5cm, height: 1cm))', "ar", "typing does not come out right in 'ar'"),
        ('#link("field:text/name?Name", box(width: 5cm, height: 1cm)[words])', "en", "field 'name' has content"),
        ('#link("field:text/name", box(width: 5cm, height: 1cm))', "en", "'field:text/name' is no field; write field:text/name?Label"),
        ('#link("field:text/My name?Name", box(width: 5cm, height: 1cm))', "en", "is no field"),
        ('#link("field:radio/name?Name", box(width: 5cm, height: 1cm))', "en", "is no field"),
        ('#link("field:text/name? ", box(width: 5cm, height: 1cm))', "en", "is no field"),
    ],
)
def test_a_wrong_mark_says_what_to_do(engine, marked, locale, message):
    source = f'#set document(title: "Sheet", date: none)\n#set text(font: "Noto Sans")\n{marked}'
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        with_fields(engine(source), locale, SANS)
