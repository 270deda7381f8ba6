// What the map says of one thing: a body, a line or a finding, as elements.

const goTo = (id, text = nameOf(id)) =>
  make("button", { type: "button", class: "go", on: { click: () => choose(id) } }, quoted(text));

const severityMark = (severity, label = severity) => make("i", { class: `mark ${severity}`, role: "img", "aria-label": label });

const section = (title, ...content) => make("section", {}, make("h3", {}, title), ...content);

function factsOf(facts) {
  const rows = (facts || []).map(([label, text]) => [make("dt", {}, quoted(label)), make("dd", {}, quoted(text))]);
  return rows.length ? make("dl", {}, rows) : null;
}

function evidenceOf(evidence) {
  if (!evidence?.length) return null;
  const rows = evidence.map(([source, where]) => {
    const [title] = DATA.sources[source] || [source];
    return make("li", {}, quoted(title), where && make("small", {}, quoted(where)));
  });
  return section("Evidence", make("ul", { class: "plain" }, rows));
}

/** What was noted of one thing, or of all. */
function notedOf(id) {
  const isOf = ([, , ids]) => !id || ids.includes(id);
  const rows = (DATA.noted || []).filter(isOf).map(([text, facts]) => make("li", {}, quoted(text), facts && make("small", {}, quoted(facts))));
  return rows.length ? section("Noted", make("ul", { class: "plain" }, rows)) : null;
}

const statusOf = (found) => (found.is === "active" ? null : make("span", { class: `status ${found.is}` }, found.status));

/** What goes if a body stops: who would have no route upward any more. */
function stopOf(found) {
  if (!found.stop) return null;
  const [number, ids] = found.stop;
  const loses = `${plural(number, "body has", "bodies have")} no route upward but through it.`;
  const rows = ids.length ? make("details", {}, make("summary", {}, "Which"), make("ul", { class: "plain" }, ids.map((id) => make("li", {}, goTo(id))))) : null;
  return make("section", { class: "stop" }, make("h3", {}, `If this ${found.kind} stops`), make("p", {}, loses), rows);
}

function nodeDetails(id) {
  const found = node(id);
  const gone = !found && formerNode(id);
  if (gone) {
    return [
      make("h2", { tabindex: "-1" }, quoted(gone.name)),
      make("p", { class: "quiet" }, `${gone.kind} · not there in this option`),
      make("button", { type: "button", class: "plain", on: { click: () => openTab(0) } }, "Show the map as it is"),
    ];
  }
  if (!found) return [make("p", {}, "The map says nothing of this any more.")];
  const lines = (found.lines || []).map(([title, rows]) =>
    section(
      title,
      make(
        "ul",
        { class: "plain" },
        rows.map(([, other, off, beside]) =>
          make("li", {}, other ? goTo(other) : quoted(off), beside && make("small", {}, quoted(beside))),
        ),
      ),
    ),
  );
  const isHere = showing(id).length > 0;
  return [
    make("h2", { tabindex: "-1" }, quoted(found.name)),
    make("p", { class: "quiet" }, `${found.kind} · ${found.status}`, !isHere && " · not in the picture"),
    found.note ? make("p", {}, quoted(found.note)) : null,
    found.remit ? make("p", {}, quoted(found.remit)) : null,
    found.also?.length ? make("p", { class: "quiet" }, "Also called ", found.also.flatMap((name, at) => [at ? ", " : "", quoted(name)])) : null,
    pointerTo(id),
    stopOf(found),
    ...lines,
    factsOf(found.facts),
    findingsBlock(id),
    notedOf(id),
    evidenceOf(found.evidence),
  ];
}

function linkDetails(id) {
  const found = link(id) || TABLES[0].links.get(id);
  if (!found) return [make("p", {}, "The map says nothing of this line any more.")];
  const end = (other) => (other ? goTo(other) : quoted(found.off));
  return [
    make("h2", { tabindex: "-1" }, quoted(sentence(found))),
    make("p", { class: "quiet" }, link(id) ? `line · ${found.status}` : "line · not there in this option"),
    section("Between", make("ul", { class: "plain" }, make("li", {}, end(found.from)), make("li", {}, end(found.to)))),
    findingsBlock(id),
    notedOf(id),
    factsOf(found.facts),
    evidenceOf(found.evidence),
  ];
}

/** Says above the facts how many findings there are below them, and goes there. */
function pointerTo(id) {
  const open = findingsOf(id).filter((place) => findings()[place].counts);
  if (!open.length) return null;
  const go = () => sheet.querySelector(".findings").scrollIntoView({ block: "start", behavior: isCalm() ? "auto" : "smooth" });
  return make("button", { type: "button", class: "pointer", on: { click: go } }, severityMark(worstOf(open), ""), plural(open.length, "finding", "findings"), " below");
}

const worstOf = (places) => SEVERITIES.find((severity) => places.some((place) => findings()[place].severity === severity));

function findingsBlock(id) {
  const places = new Set(findingsOf(id));
  if (!places.size) return null;
  const accepted = [...places].filter((place) => !findings()[place].counts);
  const rows = [...causeRows((place) => places.has(place)), ...accepted.map((place) => make("li", {}, findingRow(place)))];
  const block = section(places.size > accepted.length ? "Findings" : "Accepted findings", make("ul", { class: "rows" }, rows));
  block.classList.add("findings");
  return block;
}

/** Findings, those of one cause folded where there are several. */
function causeRows(isListed) {
  return state().causes.flatMap(([words, places]) => {
    const listed = places.filter(isListed);
    if (!words || listed.length < 3) return listed.map((place) => make("li", {}, findingRow(place)));
    const rows = make("ul", { class: "rows" }, listed.map((place) => make("li", {}, findingRow(place))));
    const all = listed.length === places.length ? words : `${words} (${listed.length.toLocaleString("en-GB")} of them here)`;
    const title = make("span", {}, quoted(all), make("small", {}, findings()[listed[0]].rule));
    return [make("li", {}, make("details", {}, make("summary", {}, severityMark(worstOf(listed)), title), rows))];
  });
}

/** A finding as a row that leads to it. */
function findingRow(place, of = findings()) {
  const finding = of[place];
  const small = [finding.rule, finding.stake, finding.caused && "caused by this option", !finding.counts && "accepted"];
  // What an option solves is to be seen on the map as it is.
  const isHere = of === findings();
  const go = () => {
    if (!isHere) openTab(0);
    chooseFinding(place);
  };
  return make(
    "button",
    { type: "button", class: `row${finding.counts ? "" : " accepted"}`, on: { click: go } },
    severityMark(finding.severity),
    make("span", {}, quoted(finding.text), make("small", {}, small.filter(Boolean).join(" · "))),
  );
}

function findingDetails(place) {
  const finding = findings()[place];
  const about = finding.about.map((one) =>
    make("li", {}, typeof one === "string" ? goTo(one) : quoted(one[0])),
  );
  return [
    make("p", { class: `severity ${finding.severity}` }, severityMark(finding.severity, ""), finding.severity, make("span", {}, finding.family)),
    make("h2", { tabindex: "-1" }, quoted(`${finding.text}.`)),
    finding.accepted ? section(finding.counts ? "Was accepted" : "Accepted", make("p", {}, quoted(finding.accepted))) : null,
    section("What to do", make("p", {}, quoted(finding.hint))),
    finding.stake ? section("Depends on it", make("p", {}, finding.stake)) : null,
    section("Concerns", make("ul", { class: "plain" }, about)),
    make("p", { class: "quiet" }, `${finding.rule} · ${finding.code}${finding.caused ? " · caused by this option" : ""}`),
    walkRow(place),
  ];
}

/** From one finding to the next, so that all can be gone through. */
function walkRow(place) {
  const order = inSight();
  const at = order.indexOf(place);
  const step = (other, label) =>
    make("button", { type: "button", class: "plain", disabled: other === undefined, on: { click: () => chooseFinding(other) } }, label);
  return make(
    "p",
    { class: "walk" },
    step(order[at - 1], "‹ Previous"),
    make("span", { class: "quiet" }, at < 0 ? "" : `${at + 1} of ${order.length}`),
    step(order[at + 1], "Next ›"),
  );
}
