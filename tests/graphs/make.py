"""Makes the graphs of this folder: `python make.py` with networkx 3.6.1 (and pydot 4.0.1), igraph 1.0.0, rustworkx 0.18.1,
pyyed 1.5.0 and drawpyo 0.2.5, then `node make.mjs` for graphology 0.26. What Kumu and yEd write, and how draw.io packs a
page, is written by hand after their own files. The tests read what lies here; nothing runs this but people."""

import base64
import json
import urllib.parse
import zlib
from pathlib import Path

import drawpyo
import igraph
import networkx as nx
import pyyed
import rustworkx as rx

here = Path(__file__).parent

NODES = {
    "trust": {"label": "Children's Trust Board", "type": "board", "statutory": True, "size": 14, "remit": "R&D <b> \"all\""},
    "play": {"label": "Play Group", "type": "group", "statutory": False, "size": 9},
    "nhs": {"label": "NHS", "type": "partner"},
    "plan": {"label": "Play Plan", "type": "strand"},
}
EDGES = [
    ("play", "trust", {"relation": "reports to", "weight": 1.5}),
    ("nhs", "play", {"relation": "member of", "weight": 1.0}),
    ("play", "plan", {"relation": "delivers"}),
    ("nhs", "trust", {"relation": "shares an office with"}),
]


def of_networkx():
    graph = nx.DiGraph(name="Town")
    graph.add_nodes_from(NODES.items())
    graph.add_edges_from(EDGES)
    nx.write_graphml(graph, here / "networkx.graphml")
    nx.write_gexf(graph, here / "networkx.gexf")
    (here / "networkx.json").write_text(json.dumps(nx.node_link_data(graph, edges="links"), indent=1) + "\n")
    (here / "cytoscape.json").write_text(json.dumps(nx.cytoscape_data(graph), indent=1) + "\n")
    nx.nx_pydot.write_dot(graph, here / "pydot.dot")


def of_igraph():
    names = list(NODES)
    graph = igraph.Graph(directed=True)
    graph.add_vertices(len(names))
    graph.vs["name"] = names
    for attribute in ["label", "type", "statutory", "size", "remit"]:
        graph.vs[attribute] = [NODES[name].get(attribute) for name in names]
    graph.add_edges([(names.index(a), names.index(b)) for a, b, _ in EDGES])
    graph.es["relation"] = [facts["relation"] for _, _, facts in EDGES]
    graph.write_graphml(str(here / "igraph.graphml"))


def of_rustworkx():
    graph = rx.PyDiGraph()
    at = {name: graph.add_node(facts) for name, facts in NODES.items()}
    for a, b, facts in EDGES:
        graph.add_edge(at[a], at[b], facts)
    text = lambda facts: {key: str(value) for key, value in facts.items()}
    rx.write_graphml(graph, str(here / "rustworkx.graphml"))
    # It escapes nothing, so that a text with quotation marks makes no DOT.
    dot = graph.to_dot(lambda facts: {key: value for key, value in text(facts).items() if '"' not in value},
                       lambda facts: {"label": facts["relation"]})
    (here / "rustworkx.dot").write_text(dot)


def of_pyyed():
    graph = pyyed.Graph()
    graph.define_custom_property("node", "Kind", "string", "group")
    services = graph.add_group("services", label="Children's Services")
    for name, facts in NODES.items():
        holder = services if name in ("play", "plan") else graph
        holder.add_node(name, label=facts["label"], custom_properties={"Kind": facts["type"]} if name != "play" else None)
    for a, b, facts in EDGES:
        graph.add_edge(a, b, label=facts["relation"])
    (here / "pyyed.graphml").write_text(graph.get_graph())


def of_drawpyo():
    file = drawpyo.File()
    file.file_path, file.file_name = str(here), "drawpyo.drawio"
    page = drawpyo.Page(file=file)
    shapes = {name: drawpyo.diagram.Object(page=page, value=facts["label"]) for name, facts in NODES.items()}
    for number, (a, b, facts) in enumerate(EDGES):
        shapes[a].position = (100 * number, 200)
        drawpyo.diagram.Edge(page=page, source=shapes[a], target=shapes[b], label=facts["relation"])
    file.write()


def as_draw_io():
    """With a container, an object with data, a label that is a child of its line, markup, a loose line and a bare shape."""
    model = """<mxGraphModel dx="800" dy="600"><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="box" value="Children&#39;s Services" style="swimlane;html=1" vertex="1" parent="1"><mxGeometry x="40" y="40" width="400" height="300" as="geometry"/></mxCell>
<object label="&lt;b&gt;Play&lt;/b&gt;&lt;br&gt;Group" Owner="Zo&#235;" Type="group" id="play"><mxCell style="rounded=1;html=1" vertex="1" parent="box"><mxGeometry x="20" y="60" width="120" height="60" as="geometry"/></mxCell></object>
<UserObject label="Trust Board" link="https://example.invalid/" id="trust"><mxCell style="html=0" vertex="1" parent="1"><mxGeometry x="500" y="40" width="120" height="60" as="geometry"/></mxCell></UserObject>
<mxCell id="nhs" value="NHS &amp;amp; partners" style="ellipse;html=1" vertex="1" parent="1"><mxGeometry x="500" y="240" width="120" height="60" as="geometry"/></mxCell>
<mxCell id="decor" value="" style="shape=image" vertex="1" parent="1"><mxGeometry width="10" height="10" as="geometry"/></mxCell>
<mxCell id="e1" style="endArrow=classic" edge="1" parent="1" source="play" target="trust"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="e1l" value="reports to" style="edgeLabel" vertex="1" connectable="0" parent="e1"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="e2" value="funds" style="startArrow=classic;endArrow=none" edge="1" parent="1" source="trust" target="nhs"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="e3" value="loose" style="" edge="1" parent="1" source="play"><mxGeometry relative="1" as="geometry"><mxPoint x="1" y="1" as="targetPoint"/></mxGeometry></mxCell>
</root></mxGraphModel>"""
    (here / "plain.drawio").write_text(f'<mxfile host="app.diagrams.net"><diagram id="d" name="Town">{model}</diagram></mxfile>\n')
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(urllib.parse.quote(model, safe="~()*!.'").encode()) + packer.flush()
    packed = base64.b64encode(packed).decode()
    (here / "packed.drawio").write_text(f'<mxfile host="app.diagrams.net"><diagram id="d" name="Town">{packed}</diagram></mxfile>\n')


def as_kumu():
    blueprint = {
        "elements": [
            {"label": "Children's Trust Board", "type": "Board", "description": "Holds to account", "tags": ["statutory", "2004"]},
            {"label": "Play Group", "type": "Working group", "Influence": 3},
            {"label": "NHS", "type": "Stakeholder"},
        ],
        "connections": [
            {"from": "Play Group", "to": "Children's Trust Board", "direction": "directed", "type": "Reports to"},
            {"from": "NHS", "to": "Play Group", "direction": "mutual", "type": "Informs"},
            {"from": "NHS", "to": "Nobody", "direction": "undirected"},
        ],
    }
    (here / "kumu.json").write_text(json.dumps(blueprint, indent=1, ensure_ascii=False) + "\n")
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Elements"
    for row in [["Label", "Type", "Description", "Tags"], ["Children's Trust Board", "Board", "Holds to account", "statutory|2004"],
                ["Play Group", "Group", None, None]]:
        sheet.append(row)
    links = book.create_sheet("Connections")
    for row in [["From", "To", "Direction", "Type"], ["Play Group", "Children's Trust Board", "directed", "Reports to"]]:
        links.append(row)
    book.save(here / "kumu.xlsx")


def as_yed():
    """As yEd itself writes: a group with its two realizers, a note, an edge without arrows, keys without names."""
    (here / "yed.graphml").write_text("""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <!--Created by yEd 3.23.2-->
  <key attr.name="Description" attr.type="string" for="graph" id="d0"/>
  <key for="port" id="d1" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key attr.name="description" attr.type="string" for="node" id="d5"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <data key="d0" xml:space="preserve"/>
    <node id="n0" yfiles.foldertype="group">
      <data key="d5"/>
      <data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0">
        <y:GroupNode><y:Geometry height="200.0" width="300.0" x="0.0" y="0.0"/><y:NodeLabel>Children's Services</y:NodeLabel></y:GroupNode>
        <y:GroupNode><y:Geometry height="50.0" width="50.0" x="0.0" y="0.0"/><y:NodeLabel>Folder 1</y:NodeLabel></y:GroupNode>
      </y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d5">Plays &amp; learns</data><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="100.0" x="20.0" y="60.0"/><y:Fill color="#FFCC00" transparent="false"/><y:NodeLabel alignment="center">Play
Group<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel><y:Shape type="rectangle"/></y:ShapeNode></data></node>
      </graph>
    </node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="100.0" x="400.0" y="0.0"/><y:NodeLabel>Trust Board</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e0" source="n0::n0" target="n1"><data key="d10"><y:PolyLineEdge><y:Arrows source="none" target="standard"/><y:EdgeLabel>reports to</y:EdgeLabel></y:PolyLineEdge></data></edge>
    <edge id="e1" source="n1" target="n0"><data key="d10"><y:PolyLineEdge><y:Arrows source="none" target="none"/></y:PolyLineEdge></data></edge>
  </graph>
  <data key="d7"><y:Resources/></data>
</graphml>
""")


of_networkx()
of_igraph()
of_rustworkx()
of_pyyed()
of_drawpyo()
as_draw_io()
as_kumu()
as_yed()
