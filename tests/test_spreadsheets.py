"""The spreadsheets, opened by another program than the one that wrote them."""

from io import BytesIO
from math import ceil, floor

import conftest
import pytest
from openpyxl import load_workbook
from publisher.clock import today
from publisher.generated.rendering import Renderer
from publisher.site import read_site
from publisher.web.spreadsheets import reach_calculator


@pytest.fixture(scope="module")
def site():
    return read_site(conftest.PROJECT, today())[0]


@pytest.mark.parametrize("locale", ["en", "ar", "el", "zh"])
def test_formulas_give_the_numbers_of_the_page(site, locale):
    """Each formula, worked by hand, gives the value that stands in its cell."""
    data = reach_calculator(Renderer(site, site.language(locale)))
    values, formulas = (load_workbook(BytesIO(data), data_only=only).active for only in (True, False))
    low, high = values["B1"].value, values["B2"].value
    worked = {
        "=ROUND(A{row}*$B$1,0)": lambda n: floor(n * low + 0.5),
        "=ROUND(A{row}*$B$2,0)": lambda n: floor(n * high + 0.5),
        "=ROUNDUP(A{row}/$B$2,0)": lambda n: ceil(round(n / high, 9)),
        "=ROUNDUP(A{row}/$B$1,0)": lambda n: ceil(round(n / low, 9)),
    }
    found = 0
    for row in formulas.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                rule = worked[cell.value.replace(f"A{cell.row}", "A{row}")]
                assert values[cell.coordinate].value == rule(values[f"A{cell.row}"].value), cell.coordinate
                found += 1
    assert found == 2 * (len(site.catalogue.reach.messages) + len(site.catalogue.reach.people))
    assert bool(values.sheet_view.rightToLeft) == (locale == "ar")


def test_same_bytes_twice(site):
    """The same data give the same file."""
    renderer = Renderer(site, site.language("el"))
    assert reach_calculator(renderer) == reach_calculator(renderer)
