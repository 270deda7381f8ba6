// The search: names, former names and findings, as one types.

const field = byId("search");
const found = byId("found");
const MOST_FOUND = 10;
const MOST_FINDINGS = 4;
let hits = [];
let marked = -1;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a text fits what is looked for: the lower the better, and not at all below nought. */
function rank(text, words) {
  const searched = plain(text);
  let worst = 0;
  for (const word of words) {
    const at = searched.indexOf(word);
    if (at < 0) return -1;
    const isStart = at === 0 || !/[\p{L}\p{N}]/u.test(searched[at - 1]);
    worst = Math.max(worst, at === 0 ? 0 : isStart ? 1 : 2);
  }
  return worst;
}

function search(text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const bodies = [];
  for (const [id, body] of allNodes()) {
    const names = [body.name, ...(body.also || [])].map((name) => rank(name, words)).filter((fit) => fit >= 0);
    if (names.length) bodies.push({ fit: Math.min(...names), id, name: body.name, more: `${body.kind} · ${body.status}` });
  }
  bodies.sort((one, other) => one.fit - other.fit);
  const told = [];
  findings().forEach((finding, place) => {
    if (told.length < MOST_FINDINGS && rank(`${finding.text} ${finding.rule} ${finding.code}`, words) >= 0) {
      told.push({ finding: place, name: finding.text, more: finding.severity });
    }
  });
  return [...bodies.slice(0, MOST_FOUND - told.length), ...told];
}

function suggest() {
  hits = search(field.value);
  marked = hits.length ? 0 : -1;
  const rows = hits.map((hit, place) =>
    make("li", { id: `hit-${place}`, role: "option", "aria-selected": "false", on: { pointerdown: (event) => event.preventDefault(), click: () => take(place) } },
      quoted(hit.name), make("small", {}, hit.more)),
  );
  const isAsked = field.value.trim() !== "";
  found.replaceChildren(...(rows.length || !isAsked ? rows : [make("li", { class: "none", role: "presentation" }, "Nothing on the map is called so.")]));
  found.hidden = !isAsked;
  field.setAttribute("aria-expanded", String(rows.length > 0));
  mark();
  if (isAsked) announce(rows.length ? plural(rows.length, "suggestion", "suggestions") : "Nothing found");
}

function mark() {
  [...found.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === marked)));
  if (marked >= 0) {
    field.setAttribute("aria-activedescendant", `hit-${marked}`);
    found.children[marked].scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function take(place) {
  const hit = hits[place];
  if (!hit) return;
  closeSearch();
  if (hit.id !== undefined) choose(hit.id, { focus: true });
  else chooseFinding(hit.finding);
}

function closeSearch() {
  field.value = "";
  found.hidden = true;
  hits = [];
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

field.addEventListener("input", suggest);
field.addEventListener("focus", () => field.value && suggest());
field.addEventListener("blur", () => (found.hidden = true));
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    event.preventDefault();
    marked = (marked + step + hits.length) % hits.length;
    mark();
  } else if (event.key === "Enter") {
    event.preventDefault();
    take(marked);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    if (field.value) closeSearch();
    else stage.focus();
  }
});
