"use strict";

// What the page shows, and which part of it is looked at just now.

const DATA = JSON.parse(document.getElementById("data").textContent);
// An id may be any word, such as "constructor", which every object knows something of.
for (const table of [DATA.sources, ...DATA.pictures.map((picture) => picture.shows || {})]) Object.setPrototypeOf(table, null);

const now = { tab: DATA.start, lens: DATA.lens, view: null, chosen: null, finding: null };

const byId = (id) => document.getElementById(id);

/** An element with properties and children. Texts become text nodes: nothing that a map says is ever read as markup. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") {
      for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    } else if (name === "class") {
      element.className = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** A name or a text that others wrote: whatever its direction, it does not turn its neighbours around. */
const quoted = (text) => make("bdi", {}, text);

function announce(text) {
  byId("live").textContent = text;
}

// Of an option, only what is not as it is without it stands in its own tables.
const TABLES = DATA.states.map((state) => ({
  nodes: new Map(Object.entries(state.nodes)),
  links: new Map(Object.entries(state.links)),
}));

const tab = () => DATA.tabs[now.tab];
/** The view of the talk that is shown, if one is. */
const view = () => (now.view === null ? null : DATA.talk[now.view]);
const statePlace = () => (view() || tab()).state;
const state = () => DATA.states[statePlace()];
const findings = () => state().findings;

function record(table, id) {
  const own = TABLES[statePlace()][table];
  return (own.has(id) ? own.get(id) : TABLES[0][table].get(id)) || null;
}

const node = (id) => record("nodes", id);
const link = (id) => record("links", id);
/** A body as it was, where an option closes it. */
const formerNode = (id) => node(id) || TABLES[0].nodes.get(id) || null;

function nameOf(id) {
  const found = formerNode(id);
  if (found) return found.name || id;
  const line = link(id) || TABLES[0].links.get(id);
  return line ? sentence(line) : id;
}

/** A line as a sentence: "Parents Forum reports to Parenting Strategy Group". */
function sentence(line) {
  const end = (id) => (id ? nameOf(id) : line.off);
  return `${end(line.from)} ${line.word} ${end(line.to)}`;
}

const sorted = new Map();

/** All bodies, posts and strands that there are just now with their ids, by name. */
function allNodes() {
  const key = statePlace();
  if (!sorted.has(key)) {
    const ids = new Set([...TABLES[0].nodes.keys(), ...TABLES[key].nodes.keys()]);
    const there = [...ids].map((id) => [id, node(id)]).filter(([, found]) => found);
    const { compare } = new Intl.Collator("en-GB");
    sorted.set(key, there.sort(([, one], [, other]) => compare(one.name, other.name)));
  }
  return sorted.get(key);
}

const known = new Map();

/** The findings that are about a record, by their places. */
function findingsOf(id) {
  const key = statePlace();
  if (!known.has(key)) {
    const places = new Map();
    findings().forEach((finding, place) => {
      for (const about of new Set(finding.about.filter((one) => typeof one === "string"))) {
        if (!places.has(about)) places.set(about, []);
        places.get(about).push(place);
      }
    });
    known.set(key, places);
  }
  return known.get(key).get(id) || [];
}

const plural = (number, one, many) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

/** Whether somebody asked for as little motion as can be. */
const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const isNarrow = () => matchMedia("(max-width: 759px)").matches;
