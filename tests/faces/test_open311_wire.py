"""GeoReport's two formats say the same, whatever somebody wrote."""

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.faces.api.open311.wire import answer, format_of, plain, xml_text
from tests.faces.open311 import tree_of

pytestmark = pytest.mark.pure
TEXTS = st.text(alphabet=st.characters(codec=None, exclude_categories=()))
VALUES = TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
REQUESTS = st.lists(st.fixed_dictionaries({"service_request_id": TEXTS, "description": VALUES, "lat": VALUES}))


@given(TEXTS)
def test_any_description_survives_both_formats(text: str) -> None:
    tree = [{"description": text}]
    for form in ("xml", "json"):
        assert tree_of(answer(form, "service_requests", tree)) == [{"description": plain(text) or None}]


@given(REQUESTS)
def test_both_formats_are_the_same_tree(tree: list[dict[str, Any]]) -> None:
    by_xml, by_json = (tree_of(answer(form, "service_requests", tree)) for form in ("xml", "json"))
    assert by_xml == by_json and len(by_xml) == len(tree)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("路灯不亮\r\n第二行\r第三行", "路灯不亮\n第二行\n第三行"),
        ("a\x00b\x0bc\x1bd\ufffee", "abcde"),
        ("\ud83d\ude00 alone", " alone"),
        ("😀 𠮷 ]]> <b>&amp;</b> \"'", "😀 𠮷 ]]> <b>&amp;</b> \"'"),
    ],
)
def test_only_what_xml_cannot_hold_is_left_out(given_text: str, kept: str) -> None:
    assert plain(given_text) == kept
    assert ET.fromstring(xml_text("description", plain(given_text))).text == kept


def test_the_shapes_of_the_standard() -> None:
    tree = {"service_code": "001", "attributes": [{"variable": True, "values": [{"key": "1", "name": None}]}]}
    assert xml_text("service_definition", tree) == (
        '<?xml version="1.0" encoding="utf-8"?>\n<service_definition><service_code>001</service_code><attributes>'
        "<attribute><variable>true</variable><values><value><key>1</key><name/></value></values></attribute>"
        "</attributes></service_definition>"
    )
    listed = answer("json", "errors", [{"code": "404"}], 404)
    assert json.loads(listed.content) == [{"code": "404"}] and listed.status_code == 404
    assert answer("xml", "service_requests", []).content.endswith(b"<service_requests/>")


@pytest.mark.parametrize(
    ("path", "form"),
    [("/a.xml", "xml"), ("/a.json", "json"), ("/a.yaml", "xml"), ("/a", "xml"), ("/json", "xml"), ("/a.json/", "xml")],
)
def test_refusals_come_in_the_format_of_the_address(path: str, form: str) -> None:
    assert format_of(path) == form
