// The talk: the views of the map in their order, each with its caption.

const captions = byId("talk");

/** Shows a view of the talk as it was kept: its option, its lens, what is in it, what is lit and how near one is. */
function showView(place) {
  now.view = place;
  const { tab: option, lens, near, name, caption, told } = view();
  [now.tab, now.lens] = [option, lens];
  [now.chosen, now.finding, desk.details, desk.past] = [null, null, null, []];
  refresh();
  const hadFocus = captions.contains(document.activeElement);
  captions.hidden = false;
  const step = (to, label, words) =>
    make("button", { type: "button", "aria-label": words, title: words, disabled: !DATA.talk[to], on: { click: () => showView(to) } }, label);
  captions.replaceChildren(
    step(place - 1, "‹", "Previous view"),
    make("div", {}, make("h2", {}, quoted(name)), paragraphs(caption), told && make("p", { class: "quiet" }, quoted(told))),
    make("span", { class: "quiet" }, `${place + 1} of ${DATA.talk.length}`),
    step(place + 1, "›", "Next view"),
    make("button", { type: "button", "aria-label": "End the talk", title: "End the talk (Escape)", on: { click: endTalk } }, "×"),
  );
  if (hadFocus) captions.querySelectorAll("button")[DATA.talk[place + 1] ? 1 : 0].focus();
  byId("start").setAttribute("aria-pressed", "true");
  if (isNarrow()) setSheet("low");
  const part = extent(near);
  if (part) lookAt(part, true);
  else showWhole(false);
  announce(`View ${place + 1} of ${DATA.talk.length}: ${name}. ${caption}`);
}

/** Leaves the talk for what somebody wants to see instead. */
function leaveTalk() {
  now.view = null;
  captions.hidden = true;
  byId("start").setAttribute("aria-pressed", "false");
}

function endTalk() {
  leaveTalk();
  [now.chosen, now.finding, desk.details, desk.past] = [null, null, null, []];
  refresh();
  showWhole(false);
  byId("start").focus();
}

byId("start").addEventListener("click", () => (view() ? endTalk() : showView(0)));

const TURNS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

// Before all other keys: a clicker gives Page Down, wherever the keyboard is.
document.addEventListener(
  "keydown",
  (event) => {
    if (!view() || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, [role=tab]")) return;
    const isOfOther = event.target.record || (event.key === " " && event.target.matches("button, summary"));
    const to = now.view + TURNS[event.key];
    if (event.key === "Escape" && now.chosen === null && now.finding === null) endTalk();
    else if (TURNS[event.key] && !isOfOther) DATA.talk[to] && showView(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);
