// The page as a whole: its bar, its keys, its colours, and what is printed.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

// Tabs: the map as it is, and its options.

function openTab(place) {
  if (place === now.tab && now.view === null) return;
  leaveTalk();
  now.tab = place;
  if (now.lens === "change" && tab().change === undefined) now.lens = DATA.lenses[0];
  // A finding of one option is none of another; a body may be there in both.
  if (now.finding !== null) [now.finding, desk.details, desk.past] = [null, null, []];
  refresh();
  const told = place ? `Option ${tab().name}. ${tab().does}` : "The map as it is";
  announce(told);
}

function refresh() {
  showBar();
  showPicture();
  showLegend();
  lightChosen();
  showPanel();
}

function showBar() {
  const tabs = DATA.tabs.map((option, place) => {
    const isOpen = place === now.tab;
    const keys = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      openTab((place + step + DATA.tabs.length) % DATA.tabs.length);
      byId("options").querySelector('[aria-selected="true"]').focus();
    };
    return make("button",
      { type: "button", role: "tab", "aria-selected": String(isOpen), "aria-controls": "stage", tabindex: isOpen ? "0" : "-1", title: option.name, on: { click: () => openTab(place), keydown: keys } },
      quoted(option.name));
  });
  const hadFocus = byId("options").contains(document.activeElement);
  byId("options").replaceChildren(...(DATA.tabs.length > 1 ? tabs : []));
  const open = byId("options").querySelector('[aria-selected="true"]');
  if (hadFocus) open?.focus();
  if (open) byId("options").scrollTo({ left: open.offsetLeft - 40, behavior: isCalm() ? "auto" : "smooth" });
  const changes = byId("changes");
  changes.hidden = tab().change === undefined;
  changes.setAttribute("aria-pressed", String(now.lens === "change"));
  const lenses = [...DATA.lenses, ...(tab().change === undefined ? [] : ["change"])];
  byId("lens").replaceChildren(...lenses.map((lens) => make("option", { value: lens, selected: lens === now.lens }, lens)));
}

function lookThrough(lens) {
  leaveTalk();
  now.lens = lens;
  refresh();
  announce(`Colour shows ${lens}`);
}

byId("lens").addEventListener("change", (event) => lookThrough(event.target.value));
let plainLens = DATA.lens === "change" ? DATA.lenses[0] : DATA.lens;
byId("changes").addEventListener("click", () => {
  if (now.lens !== "change") plainLens = now.lens;
  lookThrough(now.lens === "change" ? plainLens : "change");
});

function showLegend() {
  const groups = currentPicture().legends[now.lens] || [];
  const entries = (group) => group.entries.map(([label, sample, width]) => {
    const picture = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({ width: width + 2, height: 18, viewBox: `-1 -1 ${width + 2} 18`, "aria-hidden": "true" })) picture.setAttribute(name, value);
    picture.append(drawing(sample));
    return make("li", {}, picture, quoted(label));
  });
  const content = groups.map((group) => make("section", {}, make("h3", {}, group.title), make("ul", {}, entries(group))));
  byId("legend").lastElementChild.replaceChildren(...content);
}

// Choosing with a pointer.

stage.addEventListener("click", (event) => {
  if (isEndOfDrag(event) || event.target.closest("#zoom, #legend")) return;
  const chosen = event.target.closest(".card, .line");
  if (chosen) choose(chosen.record, { look: isNarrow() });
  else if (now.chosen !== null || now.finding !== null) clearChoice();
  else setSheet("low");
});

// Keys.

const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const PAN = 80;

stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("#zoom, #legend")) return;
  const id = event.target.record;
  const way = WAYS[event.key];
  const order = currentPicture().cards.map(([card]) => card);
  if (way && id) {
    const next = nextCard(id, way);
    if (next) goToCard(next);
  } else if (way) {
    fly(camera.x - way[0] * PAN, camera.y - way[1] * PAN, camera.zoom, true);
  } else if (id && (event.key === "Enter" || event.key === " ")) {
    choose(id, { focus: true });
  } else if (["Home", "End", "PageUp", "PageDown"].includes(event.key) && order.length) {
    const at = order.indexOf(id);
    const to = { Home: 0, End: order.length - 1, PageUp: Math.max(0, at - 1), PageDown: Math.min(order.length - 1, at + 1) };
    goToCard(order[to[event.key]]);
  } else {
    return;
  }
  event.preventDefault();
});

stage.addEventListener("focusin", (event) => {
  const id = event.target.record;
  if (id && event.target.matches(":focus-visible")) lookAt(extent([id]));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (now.chosen !== null || now.finding !== null) clearChoice(true);
    else setSheet("low");
    return;
  }
  if (event.target.matches("input, select")) return;
  const act = { "/": () => field.focus(), "+": () => zoomMiddle(1.3), "=": () => zoomMiddle(1.3), "-": () => zoomMiddle(1 / 1.3), 0: () => showWhole(false) }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

byId("closer").addEventListener("click", () => zoomMiddle(1.4));
byId("farther").addEventListener("click", () => zoomMiddle(1 / 1.4));
byId("whole").addEventListener("click", () => showWhole(false));

// Light and dark: as the reader's other programs are, until somebody chooses.

function showTheme() {
  const isDark = (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  byId("theme").textContent = isDark ? "Light" : "Dark";
  byId("theme").title = isDark ? "Dark on light" : "Light on dark";
}

byId("theme").addEventListener("click", () => {
  const isDark = (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  root.dataset.theme = isDark ? "light" : "dark";
  showTheme();
});
dark.addEventListener("change", showTheme);

// On paper: the picture with its legend, then every finding.

function layOutPaper() {
  const all = findings();
  const told = (place) => `${all[place].text}.`;
  const rows = state().causes.map(([words, places]) => {
    const first = all[places[0]];
    const several = words && make("ul", {}, places.map((place) => make("li", {}, quoted(told(place)))));
    return make("li", {}, make("b", {}, `${first.severity}: `), quoted(words ? `${words}.` : told(places[0])), " ", make("span", {}, quoted(first.hint)), several);
  });
  const open = counted();
  const sources = Object.values(DATA.sources).map(([title, more]) => make("li", {}, quoted(more ? `${title}, ${more}` : title)));
  byId("paper").replaceChildren(
    ...[
      now.tab ? make("h2", {}, quoted(`Option: ${tab().name}`)) : null,
      now.tab ? make("p", {}, quoted(tab().does)) : null,
      open.length ? make("h2", {}, plural(open.length, "finding", "findings")) : null,
      make("ol", {}, rows),
      sources.length ? make("h2", {}, "Sources") : null,
      make("ul", {}, sources),
    ].filter(Boolean),
  );
}

addEventListener("beforeprint", () => {
  layOutPaper();
  byId("legend").open = true;
});
byId("print").addEventListener("click", () => print());

// The beginning.

adopt();
root.classList.add("live");
for (const part of ["finder", "tools", "legend", "zoom", "panel"]) byId(part).hidden = false;
byId("start").hidden = DATA.talk.length === 0;
// A map without options needs no bar for them.
if (DATA.tabs.length > 1) byId("bar").hidden = false;
else byId("tools").prepend(byId("colour"));
byId("legend").open = !isNarrow();
setSheet("half");
showTheme();
showBar();
showLegend();
showPanel();
showWhole(true);
fit(map);
document.fonts.ready.then(() => fit(map));
new ResizeObserver(() => {
  if (camera.isWhole) showWhole(true);
  else moveTo(camera.x, camera.y, camera.zoom);
}).observe(stage);
