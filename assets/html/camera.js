// Where one looks: pan, zoom, pinch and flights. The picture is moved as a whole, so that a frame costs no painting.

const stage = byId("stage");
const map = byId("map");
const camera = { x: 0, y: 0, zoom: 1, frame: [0, 0, 1, 1], isWhole: true };
const MOST_ZOOM = 4;
const LEAST_ROOM = 12;
/** How far a pointer goes before it drags, and what a notch of a wheel zooms by. */
const SLACK = 5;
const NOTCH = 0.0016;

let settling = 0;
let flight = 0;

/** The part of the stage that nothing covers. */
function clearPart() {
  const { width, height } = stage.getBoundingClientRect();
  // On a phone the sheet covers what is below, elsewhere the buttons stand at the right.
  return isNarrow() ? { width, height: height - Math.min(sheetHeight(), height * 0.7) } : { width: width - 40, height };
}

function moveTo(x, y, zoom) {
  // Something of the picture stays in sight.
  const { width, height } = stage.getBoundingClientRect();
  const [, , wide, high] = camera.frame;
  const within = (at, size, room) => Math.min(room - Math.min(80, size), Math.max(Math.min(80, size) - size, at));
  camera.zoom = zoom;
  camera.x = within(x, wide * zoom, width);
  camera.y = within(y, high * zoom, height);
  map.style.transform = `translate(${camera.x}px,${camera.y}px) scale(${zoom})`;
  map.classList.add("moving");
  clearTimeout(settling);
  // What has come to rest is painted anew, as sharp as it can be.
  settling = setTimeout(() => map.classList.remove("moving"), 160);
}

function wholeView() {
  const part = clearPart();
  const [, , wide, high] = camera.frame;
  const room = isNarrow() ? 0 : LEAST_ROOM;
  const zoom = Math.min((part.width - room) / wide, (part.height - room) / high, 1.4);
  return [(part.width - wide * zoom) / 2, (part.height - high * zoom) / 2, zoom];
}

const leastZoom = () => Math.min(wholeView()[2], 1) * 0.6;

function showWhole(isSwift) {
  fly(...wholeView(), isSwift);
  camera.isWhole = true;
}

/** Moves to a view, in a moment in which the eye can follow. */
function fly(x, y, zoom, isSwift = false) {
  cancelAnimationFrame(flight);
  camera.isWhole = false;
  if (isSwift || isCalm() || document.hidden) {
    moveTo(x, y, zoom);
    return;
  }
  const from = { ...camera };
  const start = performance.now();
  const step = (time) => {
    const part = Math.min(1, Math.max(0, (time - start) / 350));
    const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
    const blend = (one, other) => one + (other - one) * eased;
    moveTo(blend(from.x, x), blend(from.y, y), from.zoom * (zoom / from.zoom) ** eased);
    if (part < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
}

function zoomAt(x, y, factor, isSwift = true) {
  const zoom = Math.min(MOST_ZOOM, Math.max(leastZoom(), camera.zoom * factor));
  const share = zoom / camera.zoom;
  fly(x - (x - camera.x) * share, y - (y - camera.y) * share, zoom, isSwift);
}

function zoomMiddle(factor) {
  const part = clearPart();
  zoomAt(part.width / 2, part.height / 2, factor, false);
}

/** Brings a part of the picture into sight: left, top, right and bottom, in points of the picture. What is to fill the
 *  stage is come as near to as it goes. */
function lookAt([left, top, right, bottom], fills = false) {
  const part = clearPart();
  const [x, y] = camera.frame;
  const on = (at, origin, base) => base + (at - origin) * camera.zoom;
  const seen = [on(left, x, camera.x), on(top, y, camera.y), on(right, x, camera.x), on(bottom, y, camera.y)];
  const margin = 24;
  const isInSight =
    seen[0] >= margin && seen[1] >= margin && seen[2] <= part.width - margin && seen[3] <= part.height - margin;
  const fits = Math.min((part.width - 2 * margin) / (right - left), (part.height - 2 * margin) / (bottom - top));
  const readable = isNarrow() ? 0.75 : 0.7;
  const zoom = fills ? Math.min(fits, 1.2) : Math.min(fits, Math.max(camera.zoom, readable));
  if (!fills && isInSight && camera.zoom >= Math.min(readable, fits) * 0.8) return;
  const middle = [(left + right) / 2 - x, (top + bottom) / 2 - y];
  fly(part.width / 2 - middle[0] * zoom, part.height / 2 - middle[1] * zoom, zoom);
}

// Pointers: one drags, two pinch.
const pointers = new Map();
let dragged = null;
let pace = { x: 0, y: 0, at: 0 };
let releasedAt = -1000;

/** Whether a click is no more than the end of a drag. */
const isEndOfDrag = (click) => click.timeStamp - releasedAt < 50;

const place = (event) => {
  const { left, top } = stage.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
};

stage.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || event.target.closest("#zoom, #legend")) return;
  cancelAnimationFrame(flight);
  pointers.set(event.pointerId, place(event));
  dragged = pointers.size === 1 ? { from: place(event), x: camera.x, y: camera.y, isMoving: false } : dragged;
  pace = { x: 0, y: 0, at: event.timeStamp };
});

stage.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const at = place(event);
  pointers.set(event.pointerId, at);
  if (pointers.size === 2) {
    const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
    const apart = (one) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
    const middle = (one) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
    const [was, is] = [middle(before), middle(at)];
    zoomAt(is.x, is.y, apart(at) / apart(before));
    moveTo(camera.x + is.x - was.x, camera.y + is.y - was.y, camera.zoom);
    if (dragged) dragged.isMoving = true;
    return;
  }
  if (!dragged) return;
  const [x, y] = [at.x - dragged.from.x, at.y - dragged.from.y];
  if (!dragged.isMoving && Math.hypot(x, y) < SLACK) return;
  if (!dragged.isMoving) {
    dragged.isMoving = true;
    stage.setPointerCapture(event.pointerId);
    stage.classList.add("dragging");
  }
  camera.isWhole = false;
  const passed = Math.max(1, event.timeStamp - pace.at);
  const smooth = (old, step) => 0.6 * old + 0.4 * (step / passed);
  pace = { x: smooth(pace.x, at.x - before.x), y: smooth(pace.y, at.y - before.y), at: event.timeStamp };
  moveTo(dragged.x + x, dragged.y + y, camera.zoom);
});

function release(event) {
  if (!pointers.delete(event.pointerId)) return;
  const left = [...pointers.values()][0];
  if (left) {
    dragged = { from: left, x: camera.x, y: camera.y, isMoving: true };
    return;
  }
  const wasMoving = dragged?.isMoving;
  dragged = null;
  stage.classList.remove("dragging");
  if (!wasMoving) return;
  releasedAt = event.timeStamp;
  if (isCalm() || event.type === "pointercancel" || event.timeStamp - pace.at > 60) return;
  let { x, y } = pace;
  let last = performance.now();
  const glide = (time) => {
    const passed = Math.max(0, time - last);
    last = time;
    moveTo(camera.x + x * passed, camera.y + y * passed, camera.zoom);
    x *= 0.995 ** passed;
    y *= 0.995 ** passed;
    if (Math.hypot(x, y) > 0.02) flight = requestAnimationFrame(glide);
  };
  if (Math.hypot(x, y) > 0.1) flight = requestAnimationFrame(glide);
}

stage.addEventListener("pointerup", release);
stage.addEventListener("pointercancel", release);

stage.addEventListener(
  "wheel",
  (event) => {
    if (event.target.closest("#legend")) return;
    event.preventDefault();
    const at = place(event);
    const lines = event.deltaMode === 0 ? 1 : 30;
    // A wheel turns by whole notches; what comes in small or slanted steps is a touchpad, which moves the picture.
    const isWheel = event.deltaMode !== 0 || (event.deltaX === 0 && Number.isInteger(event.deltaY) && Math.abs(event.deltaY) >= 50);
    if (event.ctrlKey || (isWheel && !event.shiftKey)) {
      const factor = event.ctrlKey && !isWheel ? 0.01 : NOTCH;
      zoomAt(at.x, at.y, Math.exp(-event.deltaY * lines * factor));
    } else {
      const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      camera.isWhole = false;
      cancelAnimationFrame(flight);
      moveTo(camera.x - x * lines, camera.y - y * lines, camera.zoom);
    }
  },
  { passive: false },
);

stage.addEventListener("dblclick", (event) => {
  if (event.target.closest("#zoom, #legend, .card")) return;
  const at = place(event);
  zoomAt(at.x, at.y, event.shiftKey ? 0.5 : 2, false);
});
