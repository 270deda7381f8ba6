// The panel beside the map: an overview, the findings, a list of everything, and what is chosen.

const panel = byId("panel");
const sheet = byId("sheet");
const PAGES = [
  ["overview", "Overview"],
  ["findings", "Findings"],
  ["list", "List"],
];
const SEVERITIES = ["error", "warning", "note"];
const KINDS = [
  ["board", "Boards"],
  ["group", "Groups"],
  ["partner", "Partners"],
  ["post", "Posts"],
  ["strand", "Strands"],
];

/** The page that is open, what is looked at in place of it, and which severities are listed. */
const desk = { page: "overview", details: null, severities: new Set(SEVERITIES), past: [] };

const counted = () => findings().filter((finding) => finding.counts);
const isListed = (finding) => desk.severities.has(finding.severity);

/** The places of the findings that are listed, in the order in which they stand there. */
const inSight = () => state().causes.flatMap(([, places]) => places).filter((place) => isListed(findings()[place]));

function showPanel({ focus = false } = {}) {
  byId("pages").replaceChildren(...PAGES.map(pageTab));
  const content = desk.details ? [backRow(), ...desk.details()] : CONTENT[desk.page]();
  sheet.replaceChildren(...content.flat().filter(Boolean));
  sheet.setAttribute("aria-labelledby", `page-${desk.page}`);
  sheet.scrollTop = 0;
  if (focus) (sheet.querySelector("h2") || sheet).focus({ preventScroll: true });
}

function pageTab([name, label], place) {
  const number = name === "findings" ? counted().length : 0;
  const isOpen = desk.page === name;
  const open = () => {
    desk.page = name;
    clearChoice();
    openSheet();
  };
  const keys = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = PAGES[(place + step + PAGES.length) % PAGES.length][0];
    desk.page = next;
    clearChoice();
    byId("pages").querySelector('[aria-selected="true"]').focus();
  };
  return make(
    "button",
    { type: "button", role: "tab", id: `page-${name}`, "aria-selected": String(isOpen), "aria-controls": "sheet", tabindex: isOpen ? "0" : "-1", on: { click: open, keydown: keys } },
    label,
    number ? make("span", { class: "number" }, number.toLocaleString("en-GB")) : null,
  );
}

function backRow() {
  const label = desk.past.length ? "Back" : PAGES.find(([name]) => name === desk.page)[1];
  return make("p", { class: "back" },
    make("button", { type: "button", class: "plain", on: { click: goBack } }, `‹ ${label}`),
    make("button", { type: "button", class: "plain", "aria-label": "Close", title: "Close (Escape)", on: { click: () => clearChoice(true) } }, "×"));
}

const CONTENT = { overview, findings: findingsPage, list: listPage };

function overview() {
  const option = tab();
  const values = DATA.figures.filter(([, all]) => all[0] !== null || (now.tab && all[now.tab] !== null));
  const rows = values.map(([label, all]) =>
    make("tr", {}, make("th", { scope: "row" }, quoted(label)), make("td", {}, all[0] ?? "–"), now.tab ? make("td", {}, all[now.tab] ?? "–") : null),
  );
  const heads = now.tab ? make("thead", {}, make("tr", {}, make("td"), make("th", { scope: "col" }, "As it is"), make("th", { scope: "col" }, "Option"))) : null;
  const sources = Object.values(DATA.sources).map(([title, more]) => make("li", {}, quoted(title), more && make("small", {}, quoted(more))));
  return [
    make("h2", { tabindex: "-1" }, now.tab ? quoted(option.name) : "In short"),
    paragraphs(option.summary || (now.tab ? "" : DATA.summary)),
    option.does && make("p", { class: "does" }, quoted(option.does)),
    counted().length ? make("button", { type: "button", class: "main", on: { click: () => openPage("findings") } }, `See ${plural(counted().length, "finding", "findings")}`) : null,
    state().not_made.length ? section("Could not be done", make("ul", {}, state().not_made.map((text) => make("li", {}, quoted(text))))) : null,
    rows.length ? section("In figures", make("table", {}, heads, make("tbody", {}, rows))) : null,
    notedOf(),
    sources.length ? section("Sources", make("ul", { class: "plain" }, sources)) : null,
    make("p", { class: "quiet keys" }, byId("keys").textContent),
  ];
}

const paragraphs = (text) => (text ? text.split(/\n+/).map((part) => make("p", {}, quoted(part))) : []);

function findingsPage() {
  const all = findings();
  const chips = SEVERITIES.map((severity) => {
    const number = counted().filter((finding) => finding.severity === severity).length;
    const isOn = desk.severities.has(severity);
    const turn = () => {
      if (!desk.severities.delete(severity)) desk.severities.add(severity);
      showPanel();
      sheet.querySelector(`.chips .${severity}`).parentElement.focus();
      announce(`${plural(inSight().length, "finding is", "findings are")} listed`);
    };
    return number ? make("button", { type: "button", "aria-pressed": String(isOn), on: { click: turn } }, severityMark(severity, ""), plural(number, severity, `${severity}s`)) : null;
  });
  const accepted = all.flatMap((finding, place) => (finding.counts ? [] : [place]));
  const solved = state().solved.map((place) => make("li", {}, findingRow(place, DATA.states[0].findings)));
  const fold = (title, rows) => (rows.length ? make("details", { class: "more" }, make("summary", {}, `${title} (${rows.length.toLocaleString("en-GB")})`), make("ul", { class: "rows" }, rows)) : null);
  return [
    make("h2", { class: "unseen", tabindex: "-1" }, "Findings"),
    counted().length ? make("div", { class: "chips", role: "group", "aria-label": "Which findings are listed" }, chips) : make("p", {}, "Nothing was found that is wrong."),
    make("ul", { class: "rows" }, causeRows((place) => isListed(all[place]))),
    fold("Solved by this option", solved),
    fold("Accepted", accepted.map((place) => make("li", {}, findingRow(place)))),
  ];
}

function listPage() {
  const all = allNodes();
  const groups = KINDS.map(([kind, title]) => {
    const there = all.filter(([, found]) => found.kind === kind);
    if (!there.length) return null;
    const rows = there.map(([id, found]) => {
      const number = findingsOf(id).filter((place) => findings()[place].counts).length;
      const row = make("button", { type: "button", class: "row", on: { click: () => choose(id) } },
        make("span", {}, quoted(found.name), statusOf(found)),
        number ? make("small", { class: "number", "aria-label": plural(number, "finding", "findings") }, number.toLocaleString("en-GB")) : null);
      return make("li", {}, row);
    });
    return make("details", { class: "more", open: kind === "board" || kind === "group" }, make("summary", {}, `${title} (${there.length.toLocaleString("en-GB")})`), make("ul", { class: "rows" }, rows));
  });
  return [make("h2", { class: "unseen", tabindex: "-1" }, "Everything on the map"), ...groups];
}

function openPage(name) {
  desk.page = name;
  clearChoice();
  openSheet();
}

// What is chosen.

function remember() {
  if (now.chosen !== null) desk.past.push({ chosen: now.chosen });
  else if (now.finding !== null) desk.past.push({ finding: now.finding });
  if (desk.past.length > 50) desk.past.shift();
}

/** Chooses a body or a line: shows what the map says of it, and where it stands. */
function choose(id, { focus = document.activeElement && sheet.contains(document.activeElement), isBack = false, look = true } = {}) {
  const chosen = recordOf(id);
  if (!isBack && chosen !== now.chosen) remember();
  [now.chosen, now.finding] = [chosen, null];
  const isNode = Boolean(formerNode(chosen));
  desk.details = () => (isNode ? nodeDetails(chosen) : linkDetails(chosen));
  lightChosen();
  openSheet();
  if (look) {
    const where = extent(showing(chosen)) || extent([...around(chosen)]);
    if (where) lookAt(where);
  }
  if (shown.cards.has(id)) rove(id);
  showPanel({ focus });
  announce(`${nameOf(chosen)} is chosen`);
}

function chooseFinding(place, { isBack = false, focus = true } = {}) {
  if (!isBack && place !== now.finding) remember();
  [now.chosen, now.finding] = [null, place];
  desk.page = "findings";
  desk.details = () => findingDetails(place);
  lightChosen();
  openSheet();
  const finding = findings()[place];
  const ids = finding.lit.filter((id) => shown.cards.has(id) || shown.lines.has(id));
  const where = extent(ids.length ? ids : finding.lit.flatMap((id) => [...around(id)]));
  if (where) lookAt(where);
  showPanel({ focus });
  announce(`${finding.severity}: ${finding.text}`);
}

/** Lights what is chosen in the picture that is there. */
function lightChosen() {
  if (now.finding !== null) {
    const finding = findings()[now.finding];
    const isHere = finding.lit.some((id) => shown.cards.has(id) || shown.lines.has(id));
    // What is drawn into one picture does not fit another.
    const isAtHome = currentPicture() === DATA.pictures[tab().picture];
    const drawn = isAtHome ? finding : now.finding === view()?.finding ? view() : {};
    const lit = isHere ? finding.lit : finding.lit.flatMap((id) => [...around(id)]);
    light(lit, finding.kept, { tone: finding.severity, under: drawn.under, over: drawn.over, ring: finding.lit });
  } else if (now.chosen !== null) {
    const isNode = Boolean(formerNode(now.chosen));
    const line = link(now.chosen);
    light(isNode ? around(now.chosen) : [...showing(now.chosen), line?.from, line?.to], [], { ring: showing(now.chosen) });
  } else if (view()?.finding !== undefined) {
    const finding = findings()[view().finding];
    light(finding.lit, finding.kept, { tone: finding.severity, under: view().under, over: view().over, ring: finding.lit });
  } else {
    light(view()?.lit || []);
  }
}

function clearChoice(focusMap = false) {
  const was = now.chosen;
  [now.chosen, now.finding, desk.details, desk.past] = [null, null, null, []];
  lightChosen();
  showPanel();
  if (focusMap) {
    const card = was && shown.cards.get(was);
    (card ? card.element : stage).focus({ preventScroll: true });
  }
}

function goBack() {
  const before = desk.past.pop();
  if (!before) clearChoice();
  else if (before.chosen !== undefined) choose(before.chosen, { isBack: true });
  else chooseFinding(before.finding, { isBack: true });
}

// On a phone the panel is a sheet that comes from below: its tabs alone, half the page, or most of it.

const HEIGHTS = ["low", "half", "high"];
const LABELS = { low: "Show the details", half: "Give the details more room", high: "Make the details small" };
const PEEK = 68;

const sheetHeight = () => (panel.classList.contains("low") ? PEEK : Math.min(panel.offsetHeight, innerHeight / 2));

function setSheet(height) {
  panel.classList.remove(...HEIGHTS);
  panel.classList.add(height);
  byId("handle").setAttribute("aria-expanded", String(height !== "low"));
  byId("handle").setAttribute("aria-label", LABELS[height]);
  if (camera.isWhole) showWhole(false);
}

const openSheet = () => panel.classList.contains("low") && setSheet("half");

function stepSheet(step) {
  const at = HEIGHTS.findIndex((height) => panel.classList.contains(height));
  setSheet(HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, at + step))]);
}

byId("handle").addEventListener("click", () => (panel.classList.contains("high") ? setSheet("low") : stepSheet(1)));
let pulledFrom = null;
panel.addEventListener("touchstart", (event) => {
  pulledFrom = event.target.closest("#sheet") ? null : event.touches[0].clientY;
}, { passive: true });
panel.addEventListener("touchend", (event) => {
  const way = pulledFrom === null ? 0 : event.changedTouches[0].clientY - pulledFrom;
  if (Math.abs(way) > 30) stepSheet(way < 0 ? 1 : -1);
}, { passive: true });
