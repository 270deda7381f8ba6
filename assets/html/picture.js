// The picture: drawings that are put in their places, stay there while options are switched, and are lit or stand back.

/** Every drawing by its number: those of the first picture stand in the page already, the others wait in its template. */
const drawings = new Map();
const LAYERS = { areas: byId("areas"), under: byId("under"), lines: byId("lines"), cards: byId("cards"), rings: byId("rings"), over: byId("over") };
for (const drawn of [...byId("drawings").content.querySelectorAll("[data-d]"), ...map.querySelectorAll("[data-d]")]) {
  drawings.set(Number(drawn.dataset.d), drawn);
}

const SVG = "http://www.w3.org/2000/svg";
/** Pictures of more cards than this are switched without any glide. */
const MANY = 400;
const GLIDE = 450;
const RING = 5;

/** What stands on the stage, by what it is called: its element, its drawing, and where a card stands. */
const shown = { cards: new Map(), lines: new Map(), picture: null };

/** Which picture is to be seen just now. */
const currentPicture = () =>
  DATA.pictures[view() ? view().picture : now.lens === "change" && tab().change !== undefined ? tab().change : tab().picture];

function drawing(number) {
  const copy = drawings.get(number).cloneNode(true);
  copy.classList.remove("lit", "kept");
  copy.removeAttribute("aria-current");
  return copy;
}

/** Takes over the picture that the page came with. */
function adopt() {
  const picture = currentPicture();
  const take = (layer, entries, into) =>
    entries.forEach(([id, number, spot], at) => {
      const element = layer.children[at];
      element.record = id;
      into.set(id, { element, number, spot });
    });
  take(LAYERS.lines, picture.lines, shown.lines);
  take(LAYERS.cards, picture.cards, shown.cards);
  shown.picture = picture;
  frame(picture);
  rove(picture.cards[0]?.[0]);
}

function frame(picture) {
  const [left, top, width, height] = picture.frame;
  map.setAttribute("viewBox", picture.frame.join(" "));
  map.style.width = `${width}px`;
  map.style.height = `${height}px`;
  // Everything stays where it was on the screen.
  const [x, y] = [(left - camera.frame[0]) * camera.zoom, (top - camera.frame[1]) * camera.zoom];
  camera.frame = picture.frame;
  moveTo(camera.x + x, camera.y + y, camera.zoom);
  byId("seen").textContent = picture.seen;
  byId("cards-name").textContent = `${DATA.title}: ${picture.seen}`;
  byId("remark").hidden = !picture.remark;
  byId("remark").textContent = picture.remark || "";
}

/** Shows the picture that is to be seen now. What is in both pictures glides to its new place. */
function showPicture() {
  map.dataset.lens = now.lens;
  const picture = currentPicture();
  if (picture === shown.picture) return;
  endGlide();
  const isSwift = isCalm() || document.hidden || picture.cards.length + shown.cards.size > 2 * MANY;
  const focused = document.activeElement?.record;
  const wasWhole = camera.isWhole;
  const moves = [];
  shown.cards = exchange(LAYERS.cards, picture.cards, shown.cards, moves);
  shown.lines = exchange(LAYERS.lines, picture.lines, shown.lines, moves);
  LAYERS.areas.replaceChildren(...picture.areas.map(drawing));
  moves.push({ element: LAYERS.areas });
  shown.picture = picture;
  frame(picture);
  if (wasWhole) showWhole(isSwift);
  glide(isSwift ? [] : moves);
  const stays = focused && shown.cards.get(focused);
  rove(stays ? focused : picture.cards[0]?.[0]);
  if (stays) stays.element.focus({ preventScroll: true });
  fit(map);
}

/** Puts other elements in a layer; what was there already stays, and what moves or is new is told. */
function exchange(layer, entries, before, moves) {
  const after = new Map();
  const elements = entries.map(([id, number, spot]) => {
    const known = before.get(id);
    const element = known?.number === number ? known.element : drawing(number);
    element.record = id;
    if (spot) element.setAttribute("transform", `translate(${spot[0]} ${spot[1]})`);
    const from = known?.spot;
    if (!known || (!spot && known.number !== number)) moves.push({ element });
    else if (from && (from[0] !== spot[0] || from[1] !== spot[1])) moves.push({ element, from, to: spot });
    after.set(id, { element, number, spot });
    return element;
  });
  layer.replaceChildren(...elements);
  return after;
}

let glides = [];
let gliding = 0;

/** Moves elements from where they were, and lets new ones appear when the others have almost arrived. */
function glide(moves) {
  glides = moves;
  const start = performance.now();
  const step = (time) => {
    const part = Math.min(1, Math.max(0, (time - start) / GLIDE));
    if (part === 1) return endGlide();
    const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
    for (const { element, from, to } of glides) {
      if (from) {
        const [x, y] = [0, 1].map((axis) => from[axis] + (to[axis] - from[axis]) * eased);
        element.setAttribute("transform", `translate(${x} ${y})`);
      } else {
        element.setAttribute("opacity", Math.max(0, 2 * part - 1));
      }
    }
    gliding = requestAnimationFrame(step);
  };
  if (glides.length) step(start);
}

function endGlide() {
  cancelAnimationFrame(gliding);
  for (const { element, to } of glides) {
    if (to) element.setAttribute("transform", `translate(${to[0]} ${to[1]})`);
    else element.removeAttribute("opacity");
  }
  glides = [];
}

/** The record that a card or a line of the picture shows. */
const recordOf = (id) => shown.picture.shows?.[id] || id;

/** The cards and lines of the picture that show a record. */
function showing(id) {
  const ghosts = Object.entries(shown.picture.shows || {}).filter(([, record]) => record === id);
  return [id, ...ghosts.map(([ghost]) => ghost)].filter((one) => shown.cards.has(one) || shown.lines.has(one));
}

/** What holds some cards and lines, if any of them is in the picture. */
function extent(ids) {
  let all = null;
  const add = (left, top, right, bottom) => {
    all = all
      ? [Math.min(all[0], left), Math.min(all[1], top), Math.max(all[2], right), Math.max(all[3], bottom)]
      : [left, top, right, bottom];
  };
  for (const id of ids) {
    const card = shown.cards.get(id);
    if (card) add(card.spot[0], card.spot[1], card.spot[0] + card.spot[2], card.spot[1] + card.spot[3]);
    const line = shown.lines.get(id);
    if (line) {
      const box = line.element.querySelector(".course").getBBox();
      add(box.x, box.y, box.x + box.width, box.y + box.height);
    }
  }
  return all;
}

/** Lets some cards and lines stand out, and everything else stand back; nothing does where nothing is to. */
function light(lit, kept = [], { tone = "accent", under, over, ring } = {}) {
  const [out, neither] = [new Set(lit), new Set(kept)];
  const isAny = [...out].some((id) => shown.cards.has(id) || shown.lines.has(id));
  map.classList.toggle("dim", isAny);
  map.dataset.tone = tone;
  for (const set of [shown.cards, shown.lines]) {
    for (const [id, { element }] of set) {
      element.classList.toggle("lit", isAny && out.has(id));
      element.classList.toggle("kept", isAny && neither.has(id));
    }
  }
  const ringed = (ring || []).filter((id) => shown.cards.has(id));
  map.querySelectorAll("[aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  ringed.forEach((id) => shown.cards.get(id).element.setAttribute("aria-current", "true"));
  const marks = (number) => (number === undefined ? [] : [drawing(number)]);
  LAYERS.under.replaceChildren(...marks(under));
  LAYERS.over.replaceChildren(...marks(over));
  LAYERS.rings.replaceChildren(...ringed.map(ringAround));
}

function ringAround(id) {
  const [x, y, width, height] = shown.cards.get(id).spot;
  const ring = document.createElementNS(SVG, "rect");
  const measures = { x: x - RING, y: y - RING, width: width + 2 * RING, height: height + 2 * RING, rx: 11, class: "ring" };
  for (const [name, value] of Object.entries(measures)) ring.setAttribute(name, value);
  return ring;
}

/** The card and all that a line leads to from it. */
function around(id) {
  const near = new Set(showing(id));
  const tell = (lines) =>
    lines.forEach(([, rows]) =>
      rows.forEach(([line, other]) => {
        near.add(line);
        if (other) near.add(other);
      }),
    );
  tell(formerNode(id)?.lines || []);
  return near;
}

/** Lets Tab come to this card of all. */
function rove(id) {
  map.querySelector('.card[tabindex="0"]')?.setAttribute("tabindex", "-1");
  shown.cards.get(id)?.element.setAttribute("tabindex", "0");
}

function goToCard(id) {
  const card = shown.cards.get(id);
  if (!card) return false;
  rove(id);
  card.element.focus({ preventScroll: true });
  lookAt(extent([id]));
  return true;
}

/** The nearest card in a direction: straight ahead counts for more than aside. */
function nextCard(id, [x, y]) {
  const middle = ([left, top, width, height]) => [left + width / 2, top + height / 2];
  const from = middle(shown.cards.get(id).spot);
  let best = null;
  for (const [other, { spot }] of shown.cards) {
    const to = middle(spot);
    const [ahead, aside] = [(to[0] - from[0]) * x + (to[1] - from[1]) * y, Math.abs((to[0] - from[0]) * y) + Math.abs((to[1] - from[1]) * x)];
    if (other === id || ahead < 4) continue;
    const far = ahead + 2.5 * aside;
    if (!best || far < best.far) best = { other, far };
  }
  return best?.other;
}

/** Makes texts in letters that the page has no font for as narrow as the room that was reckoned for them. */
function fit(root) {
  for (const text of root.querySelectorAll("text[data-room]")) {
    const room = Number(text.dataset.room);
    if (text.getComputedTextLength() > room) {
      text.setAttribute("textLength", room);
      text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
  }
}
