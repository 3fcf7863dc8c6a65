"""Guides for machines: GovernmentService as JSON-LD, read by rdflib, inert in the page."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from linli.faces.portal.guides.json_ld import duration
from linli.faces.portal.parts import DataBlock
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands import create_post, edit_unit
from linli.people.models import Unit
from tests.cases.town import COMMUNITY, COUNTY, Town, make_town
from tests.faces.portal import Visitor, fresh_limits

# The reader's own warning about a class of its own.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SDO = Namespace("https://schema.org/")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph_of(page: str) -> Graph:
    """What rdflib reads of the page's one block, without asking any other machine."""
    found = BLOCK.findall(page)
    assert len(found) == 1
    return Graph().parse(data=found[0], format="json-ld")


def one(graph: Graph, subject: Any, name: str) -> Any:
    values = list(graph.objects(subject, SDO[name]))
    assert len(values) == 1, (name, values)
    return values[0]


def name_of(graph: Graph, subject: Any, name: str) -> str:
    return str(one(graph, one(graph, subject, name), "name"))


@pytest.fixture
def town(db: None) -> Town:
    fresh_limits()
    return make_town()


def at_home() -> Visitor:
    visitor = Visitor()
    visitor.post("/community/", area=COMMUNITY, next="/")
    return visitor


@pytest.mark.serves("S-280", boundary="hours and phone only where they are known; no guide, no block")
def test_what_a_guide_tells(town: Town) -> None:
    office = system_actor(COUNTY, now(), "people.edit_unit", "people.create_post")
    unit = Unit.objects.get(pk=town.units["station"])
    graph = graph_of(at_home().text("/guides/residence_permit/"))
    service = next(graph.subjects(RDF.type, SDO.GovernmentService))
    channel = one(graph, service, "availableChannel")
    assert not list(graph.objects(service, SDO.hoursAvailable)) and not list(graph.objects(channel, SDO.servicePhone))
    edit_unit(office, unit=unit.pk, name=unit.name, credit_code="", hours="周一至周五 9:00–17:00",
              expected_version=unit.version)  # fmt: skip
    create_post(office, unit=unit.pk, title="窗口", roles=(), duty_phone="0515-86210000")
    graph = graph_of(at_home().text("/guides/residence_permit/"))
    service = next(graph.subjects(RDF.type, SDO.GovernmentService))
    channel = one(graph, service, "availableChannel")
    assert one(graph, service, "name") == Literal("居住证申领")
    assert one(graph, service, "serviceType") == Literal("证件和许可")
    assert name_of(graph, service, "provider") == "柳岸社区服务站"
    assert name_of(graph, service, "areaServed") == "柳岸社区居民委员会"
    assert one(graph, one(graph, service, "areaServed"), "identifier") == Literal(COMMUNITY)
    assert name_of(graph, service, "jurisdiction") == "清和县"
    assert one(graph, channel, "serviceUrl") == URIRef("http://testserver/apply/residence_permit/")
    assert re.fullmatch(r"P\d+D|P\d+M", str(one(graph, channel, "processingTime")))
    assert one(graph, one(graph, channel, "servicePhone"), "telephone") == Literal("0515-86210000")
    assert name_of(graph, channel, "serviceLocation") == "柳岸社区服务站"
    assert "9:00" in str(one(graph, one(graph, service, "hoursAvailable"), "description"))
    missing = at_home().get("/guides/nothing/")
    assert missing.status_code == 404 and not BLOCK.search(missing.content.decode())


def test_every_guide_is_one_service(town: Town) -> None:
    visitor = at_home()
    keys = re.findall(r'href="/guides/([a-z_]+)/"', visitor.text("/guides/"))
    assert len(keys) > 8
    for key in keys:
        graph = graph_of(visitor.text(f"/guides/{key}/"))
        services = list(graph.subjects(RDF.type, SDO.GovernmentService))
        assert len(services) == 1
        for name in ("name", "serviceType", "provider", "areaServed", "availableChannel"):
            one(graph, services[0], name)
        url = str(one(graph, one(graph, services[0], "availableChannel"), "serviceUrl"))
        assert visitor.get(url.removeprefix("http://testserver")).status_code in (200, 302)


def test_the_page_keeps_its_policy(town: Town) -> None:
    page = at_home().get("/guides/residence_permit/")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"] and "unsafe" not in str(page.headers)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("period", "told"),
    [("20wd", "P28D"), ("5wd", "P7D"), ("1wd", "P2D"), ("3wd", "P5D"), ("24h", "PT24H"), ("60d", "P60D"),
     ("2m", "P2M"), ("1y", "P1Y"), ("", ""), ("soon", "")],
)  # fmt: skip
def test_durations(period: str, told: str) -> None:
    assert duration(period) == told


@pytest.mark.pure
@given(st.text() | st.sampled_from(["</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", "\u2028"]))
def test_nothing_in_the_data_ends_the_block(text: str) -> None:
    markup = str(DataBlock(json.dumps({"name": text}, ensure_ascii=False)).markup)
    assert not set("<>&\u2028\u2029") & set(markup)
    assert json.loads(markup) == {"name": text}
