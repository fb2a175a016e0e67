// Review by keys, and spans by selecting words. All of it works without this, by the buttons and fields of the page.
import { Text, moved } from "./offsets.js";

const OFF = "onrecord-single-keys-off";
const dialog = document.getElementById("keys");
const switched = document.getElementById("single-keys");
let keysOn = kept() !== "yes";
let leaving = false;
const form = document.getElementById("decide");
const unsaved = document.getElementById("unsaved");
const entered = () => new URLSearchParams(new FormData(form)).toString();
const before = form && entered();
let warned = false;

function kept(value) {
  try {
    if (value !== undefined) localStorage.setItem(OFF, value);
    return localStorage.getItem(OFF);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function show() {
  document.body.classList.toggle("keyed", keysOn);
  document.querySelectorAll(".help").forEach((button) => (button.hidden = false));
  if (switched) switched.checked = keysOn;
}

const isField = (element) => element.matches("input, select, textarea, [contenteditable]");

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (dialog?.open) return;
  if (isField(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!keysOn || event.repeat || leaving) return;
  const key = CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  const field = document.querySelector(`[data-focus="${key}"]:enabled`);
  const button = document.querySelector(`[data-key="${key}"]`);
  if (!field && !button) return;
  event.preventDefault();
  if (button?.dataset.leaves !== undefined && form && entered() !== before && !warned) {
    warned = true;
    unsaved.hidden = false;
    return;
  }
  if (button) return button.click();
  field.closest("form").querySelector(`input[name="${field.name}"]:checked`)?.focus() ?? field.focus();
  if (field.type === "text") field.select();
}

// What was typed holds over what is picked: who picks a name then takes it back.
const other = document.getElementById("other");
other?.closest("fieldset").addEventListener("change", (event) => {
  if (event.target.type === "radio") other.value = "";
});

document.addEventListener("keydown", pressed);
document.addEventListener("submit", () => (leaving = true));
window.addEventListener("pageshow", () => (leaving = false)); // also when the browser goes back to this page
document.querySelector(".help")?.addEventListener("click", () => dialog.showModal());
switched?.addEventListener("change", () => {
  keysOn = switched.checked;
  kept(keysOn ? "no" : "yes");
  show();
});
show();

const root = document.querySelector("#text[data-selects]");
if (root) spans(root);

function spans(root) {
  const text = new Text(root);
  const parts = document.querySelector(".parts");
  const tools = parts.querySelector(".selecting");
  const [take, add, edit] = ["[data-take]", "[data-add]", '[data-key="e"]'].map((name) => tools.querySelector(name));
  let chosen = null;
  let current = parts.querySelector(".part");

  tools.hidden = false;
  parts.classList.add("selects");
  root.tabIndex = 0;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Text of the article");
  root.setAttribute("aria-describedby", "selecting");
  offer();

  function offer() {
    take.disabled = add.disabled = !chosen;
  }

  function choose(place) {
    chosen = place;
    const selection = getSelection();
    const { startContainer, startOffset, endContainer, endOffset } = text.range(place);
    selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    endContainer.parentElement.scrollIntoView({ block: "nearest" });
    offer();
  }

  const placeOf = (part) => part.querySelector("[name=place]").value.split("-").map(Number);
  const isEmpty = (part) => !part.querySelector("textarea").value.trim();

  function put(part) {
    part.querySelector("textarea").value = text.words(chosen);
    part.querySelector("[name=place]").value = chosen.join("-");
    part.classList.add("changed");
    mark();
    getSelection().removeAllRanges();
    chosen = null;
    offer();
    document.querySelector("[data-save]").focus({ preventScroll: true });
  }

  function empty() {
    const found = [...parts.querySelectorAll(".part")].find(isEmpty);
    if (found) return found;
    const last = [...parts.querySelectorAll(".part")].at(-1);
    const made = last.cloneNode(true);
    const number = parts.querySelectorAll(".part").length + 1;
    const [label, field] = [made.querySelector("label"), made.querySelector("textarea")];
    label.htmlFor = field.id = `content-${number}`;
    label.textContent = `Part ${number}`;
    last.after(made);
    return made;
  }

  function mark() {
    if (!CSS.highlights) return;
    const changed = [...parts.querySelectorAll(".part.changed")].filter((part) => !isEmpty(part));
    const places = changed.map(placeOf).filter(([, end]) => end);
    CSS.highlights.set("chosen", new Highlight(...places.map((place) => text.range(place))));
  }

  document.addEventListener("selectionchange", () => {
    if (isField(document.activeElement)) return;
    const found = text.selected(getSelection());
    if (found) {
      chosen = found;
      offer();
    }
  });
  parts.addEventListener("focusin", (event) => {
    current = event.target.closest(".part") ?? current;
  });
  parts.addEventListener("input", (event) => {
    const part = event.target.closest(".part");
    part.querySelector("[name=place]").value = ""; // typed words are looked for
    part.classList.add("changed");
    mark();
  });
  // A button would take the selection away before it is taken over.
  tools.addEventListener("pointerdown", (event) => event.preventDefault());
  take.addEventListener("click", () => chosen && put(current));
  add.addEventListener("click", () => chosen && put(empty()));
  edit.addEventListener("click", () => {
    const told = [...parts.querySelectorAll(".part")].filter((part) => !isEmpty(part));
    if (document.activeElement === root) current = told[(told.indexOf(current) + 1) % told.length] ?? current; // again: the next
    const [start, end] = placeOf(current);
    const [first, last] = [text.pieces[0].start, text.pieces.at(-1).end];
    choose(end && first <= start && end <= last ? [start, end] : [first, last]);
    root.focus({ preventScroll: true });
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || !chosen) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const edges = text.edges(event.altKey ? "character" : "word");
      const forward = event.key === "ArrowRight";
      choose(moved(chosen, { edge: event.shiftKey ? "start" : "end", forward, ...edges }));
    } else if (event.key === "Enter") {
      take.click();
    } else if (event.key === "+") {
      add.click();
    } else if (event.key === "Escape") {
      getSelection().removeAllRanges();
      chosen = null;
      offer();
      root.blur();
    } else {
      return;
    }
    event.preventDefault();
  });
}
