"""What .ci/exports has Python libraries read: a map of hostile names, and whether they come through as themselves."""
import csv
import json
import pathlib
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

NAMES = {
    "script": "<script>alert('1')</script>",
    "quotes": 'He said "no" & left, 50% #1 \\ back',
    "formula": '=HYPERLINK("http://example.org","x")',
    "plus": "+1+1",
    "arabic": "لجنة الأطفال (2011)",
    "node": "node",
    "end-of-life-board": "1. end `of` *life* _board_ ~x~",
    "long": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "comma": "Board, Group; and | others",
    "angle": "<b>",
    "off": "@SUM(A1)",
    "entity": "R&amp;D &copy; &#65; &lt;b&gt;",
    "formula-of-a-page": "$$x^2$$ costs 5$",
    "icon": "fa:fa-car pool",
    "forum": "Forum",
    "same-name": "forum",
    "same-with-id": "Forum (forum)",
    "control": "Bell\u0007, escape \u001b[31m and \u009b",
    "turned": "Board\u202egnp.exe",
    "isolated": "a\u2067b",
    "unpaired": "a\u2069b\u2066c\u2069",
    "no-letter": "x\ufffey",
}


def shown(text):
    """A name with a mark in the place of what would act unseen, and with what is isolated so to its end."""
    unseen = lambda c: unicodedata.category(c) == "Cc" or "\u202a" <= c <= "\u202e" or c in "\ufffe\uffff"
    found, depth = "", 0
    for c in text:
        if c == "\u2069" and depth == 0:
            continue
        depth += ("\u2066" <= c <= "\u2068") - (c == "\u2069")
        found += "\ufffd" if unseen(c) and c not in "\n\t" else c
    return found + "\u2069" * depth


def hostile():
    nodes = [{"id": i, "kind": "group", "name": n, "notes": n, "tags": [n], "fields": {n: n}} for i, n in NAMES.items()]
    nodes[0]["kind"], nodes[0]["accountable_body"] = "board", True
    nodes[1]["meets"], nodes[1]["since"] = {"times_a_year": 4, "hours": 1.5}, "2008-04-30"
    ids = list(NAMES)
    links = [
        {"id": f"l{i}", "kind": kind, "from": a, "to": b, "note": NAMES[a]}
        for i, (a, b) in enumerate(zip(ids, ids[1:]))
        for kind in ["reports_to" if i % 2 else "informs"]
    ]
    links.append({"id": "twice", "kind": "reports_to", "from": ids[1], "to": ids[2]})
    links.append({"id": "paid", "kind": "funds", "from": "script", "to": "quotes", "amount": "24383000.10", "currency": "GBP"})
    links.append({"id": "away", "kind": "reports_to", "from": "angle", "to": "angle", "to_off_map": 'Ministry <of> "R&D"'})
    print(json.dumps({"format": "boardwalk", "version": 1, "title": "R&D <b>", "nodes": nodes, "links": links}))


def same(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")


def line(text):
    return " ".join(text.split())


def read(folder):
    import igraph
    import networkx
    import openpyxl
    import pandas
    import pydot

    folder = pathlib.Path(folder)
    source = json.loads((folder / "map.boardwalk").read_text())
    nodes = {n["id"]: n for n in source["nodes"]}
    links = {l["id"]: l for l in source["links"]}
    off = {l.get("to_off_map") or l.get("from_off_map") for l in links.values() if l["from"] == l["to"]} - {None}
    names = {i: shown(n["name"]) for i, n in nodes.items()}
    things, ties = len(nodes) + len(off), len(links)

    graph = networkx.read_graphml(folder / "out.graphml", force_multigraph=True)
    same("GraphML, networkx", (graph.number_of_nodes(), graph.number_of_edges()), (things, ties))
    for i, name in names.items():
        same("GraphML, networkx", graph.nodes[i]["name"], name)
        same("GraphML, networkx", graph.nodes[i]["kind"], nodes[i]["kind"])
    for a, b, data in graph.edges(data=True):
        link = links[data["link_id"]]
        if link.get("amount"):
            same("GraphML, amount", data["amount"], link["amount"])
            same("GraphML, number", data["amount_number"], float(link["amount"]))
    graph = igraph.Graph.Read_GraphML(str(folder / "out.graphml"))
    same("GraphML, igraph", (graph.vcount(), graph.ecount()), (things, ties))
    known = {v["id"]: v["name"] for v in graph.vs}
    for i, name in names.items():
        same("GraphML, igraph", known[i], name)

    graph = networkx.read_gexf(folder / "out.gexf")
    same("GEXF, networkx", (graph.number_of_nodes(), graph.number_of_edges()), (things, ties))
    for i, name in names.items():
        same("GEXF, networkx", graph.nodes[i]["name"], name)
        same("GEXF, networkx", graph.nodes[i]["label"], line(name))

    tree = json.loads(subprocess.run(["dot", "-Tdot_json", folder / "out.dot"], check=True, capture_output=True).stdout)
    drawn = {o["name"]: o for o in tree["objects"]}
    same("DOT, Graphviz", (len(drawn), len(tree["edges"])), (things, ties))
    for i, name in names.items():
        same("DOT, Graphviz", drawn[i]["bw_name"].replace("\\\\", "\\").replace("\\n", "\n"), name)
    picture = subprocess.run(["dot", "-Tsvg", folder / "out.dot"], check=True, capture_output=True).stdout
    for group in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}g"):
        if group.get("class") == "node":
            i, texts = group[0].text, [text.text for text in group.iter("{http://www.w3.org/2000/svg}text")]
            same("DOT, drawn", " ".join(texts).replace("\xa0", " "), line(names[i])) if i in names else None
    graph = pydot.graph_from_dot_file(str(folder / "out.dot"))[0]
    quoted = [node for node in graph.get_nodes() if node.get_name().startswith('"')]
    same("DOT, pydot", (len(quoted), len(graph.get_edges())), (things, ties))

    jgf = json.loads((folder / "out.jgf").read_text())["graph"]
    same("JSON Graph", (len(jgf["nodes"]), len(jgf["edges"])), (things, ties))
    ends = all(e["source"] in jgf["nodes"] and e["target"] in jgf["nodes"] for e in jgf["edges"])
    same("JSON Graph", ends, True)
    kumu = json.loads((folder / "out.kumu.json").read_text())
    labels = [e["label"] for e in kumu["elements"]]
    same("Kumu", (len({label.lower() for label in labels}), len(kumu["connections"])), (things, ties))
    same("Kumu", all(c["from"] in labels and c["to"] in labels for c in kumu["connections"]), True)

    space = {"a": "http://www.opengroup.org/xsd/archimate/3.0/"}
    model = ET.parse(folder / "out.xml").getroot()
    elements = model.findall("a:elements/a:element", space)
    relations = model.findall("a:relationships/a:relationship", space)
    same("ArchiMate", (len(elements), len(relations)), (things, ties))
    ids = [e.get("identifier") for e in elements + relations]
    same("ArchiMate", len(set(ids)), len(ids))
    same("ArchiMate", all(r.get("source") in ids and r.get("target") in ids for r in relations), True)
    told = {e.get("identifier"): e.find("a:name", space).text for e in elements}
    for i, name in names.items():
        same("ArchiMate", told[f"id-{i}"], line(name))

    book = openpyxl.load_workbook(folder / "out.xlsx")
    register = book["Register"]
    same("XLSX, rows", register.max_row, len(nodes) + 1)
    heads = [cell.value for cell in register[1]]
    cells = {row[heads.index("Id")].value: row for row in register.iter_rows(min_row=2)}
    for i, name in names.items():
        cell = cells[i][heads.index("Name")]
        same("XLSX, openpyxl", (cell.value, cell.data_type), (name, "s"))
    for sheet in book:
        for row in sheet.iter_rows():
            same(f"XLSX, formulas in {sheet.title}", [c.coordinate for c in row if c.data_type == "f"], [])
        if sheet.title != "About":
            same(f"XLSX, {sheet.title}", (sheet.freeze_panes is not None, sheet.auto_filter.ref is not None), (True, True))
    same("XLSX, lines", book["Links"].max_row, len(links) + 1)
    paid = [l for l in links.values() if l["kind"] == "funds" and l.get("amount")]
    if paid:
        money = pandas.read_excel(folder / "out.xlsx", sheet_name="Money")
        total = money[money["What"] == "payment"]["Amount"].sum()
        same("XLSX, pandas", round(float(total), 2), round(sum(float(l["amount"]) for l in paid), 2))
    table = pandas.read_csv(folder / "out.csv", dtype=str, keep_default_na=False)
    same("CSV, pandas", len(table), len(nodes))
    guarded = {row["Id"]: row["Name"] for _, row in table.iterrows()}
    for i, name in names.items():
        same("CSV, pandas", guarded[i], "'" + name if name[0] in "=+-@" else name)
    for path in folder.glob("*.csv"):
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.reader(file))
        same(f"{path.name}", {len(row) for row in rows}, {len(rows[0])})
        wild = [c for row in rows for c in row if c[:1] in "=@" and c]
        same(f"{path.name}, formulas", wild, [])
    for path in folder.glob("out.svg"):
        ET.parse(path)


def page(folder):
    """Whether the words of the page are found in it: those of its title, and most names."""
    folder = pathlib.Path(folder)
    source = json.loads((folder / "map.boardwalk").read_text())
    plain = lambda text: "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()
    found = plain((folder / "out.txt").read_text())
    title = plain(source["title"])
    same("PDF, title", title[:20] in found, True)
    words = [w for n in source["nodes"] if n["kind"] in ("board", "group") for w in n["name"].split()]
    words = [plain(w) for w in words if len(plain(w)) > 3 and w.isascii()]
    share = sum(w in found for w in words) / max(len(words), 1)
    if share < 0.9:
        sys.exit(f"PDF: only {share:.0%} of the words of names are found")


if __name__ == "__main__":
    {"hostile": lambda: hostile(), "read": lambda: read(sys.argv[2]), "page": lambda: page(sys.argv[2])}[sys.argv[1]]()
