"""A saved transition: our interpreter against SpiffWorkflow, both read from and written to one row of PostgreSQL.

The same small matter in both: taken in, in work, answered, closed. SpiffWorkflow keeps the whole workflow as JSON, as
its documentation shows; ours keeps the name of the state.
"""

import io
from collections.abc import Callable

from django.db import connection
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench.subjects import Subject
from linli.kernel.clock_port import now
from linli.kernel.flow import Facts, Flow, step
from linli.kernel.packs.flows import flow_at

SPIFF = "a saved transition by SpiffWorkflow"
BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="linli">
<bpmn:process id="matter" isExecutable="true">
<bpmn:startEvent id="s"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
<bpmn:manualTask id="deliver"><bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing></bpmn:manualTask>
<bpmn:manualTask id="answer"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:manualTask>
<bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
<bpmn:sequenceFlow id="f0" sourceRef="s" targetRef="deliver"/>
<bpmn:sequenceFlow id="f1" sourceRef="deliver" targetRef="answer"/>
<bpmn:sequenceFlow id="f2" sourceRef="answer" targetRef="e"/></bpmn:process></bpmn:definitions>"""


def _row(body: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS flows (name text PRIMARY KEY, body text)")
        cursor.execute("DELETE FROM flows")
        rows = [("x", body), ("x after", ""), ("y", "delivered"), ("y after", "")]
        cursor.executemany("INSERT INTO flows VALUES (%s, %s)", rows)


def _through_row(name: str, change: Callable[[str], str]) -> None:
    """Read the row as it stood, change it, write it beside: each time the same step."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM flows WHERE name = %s", [name])
        body = change(cursor.fetchone()[0])
        cursor.execute("UPDATE flows SET body = %s WHERE name = %s", [body, f"{name} after"])


def _theirs() -> tuple[str, Callable[[str], str]]:
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(BPMN.encode())))
    workflow = BpmnWorkflow(parser.get_spec("matter"))
    workflow.do_engine_steps()
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    def change(body: str) -> str:
        found = serializer.deserialize_json(body)
        (task,) = found.get_tasks(state=TaskState.READY, manual=True)
        task.run()
        found.do_engine_steps()
        return str(serializer.serialize_json(found))

    return serializer.serialize_json(workflow), change


def _ours(flow: Flow) -> Callable[[str], str]:
    facts = Facts(roles=frozenset({"receiver"}), given=frozenset({"note"}), values={"returned": 0})
    return lambda state: step(flow, state, "answer", facts).state


def flow_subjects() -> list[Subject]:
    """Theirs first: it is the yardstick."""
    flow = flow_at("note", "329921", now())
    body, change = _theirs()
    _row(body)
    ours = _ours(flow)
    return [
        Subject(SPIFF, lambda: _through_row("x", change), 50),
        Subject("a saved transition of a flow", lambda: _through_row("y", ours), 200, SPIFF),
    ]
