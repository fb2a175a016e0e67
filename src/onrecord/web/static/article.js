// Joins the words of a statement with its note: under the pointer, at the focus of the keyboard, and by address.
// The page can be read and walked without: numbers are links from the words to the notes and back.

const page = document.querySelector("main");
const notes = [...page.querySelectorAll("section.note")].sort((one, other) => one.dataset.s - other.dataset.s);

/** The statements whose words or notes an element stands in, the innermost first. */
function statementsAt(element) {
  const found = [];
  for (let at = element.closest?.("[data-s]"); at; at = at.parentElement.closest("[data-s]")) {
    if (!found.includes(at.dataset.s)) found.push(at.dataset.s);
  }
  return found;
}

function join(numbers) {
  for (const one of page.querySelectorAll(".joined")) one.classList.remove("joined");
  for (const number of numbers) {
    for (const one of page.querySelectorAll(`[data-s="${Number(number)}"]`)) one.classList.add("joined");
  }
}

let chosen = null;
for (const one of page.querySelectorAll(".keys")) one.hidden = false;

function choose(number) {
  for (const one of page.querySelectorAll("section.focus")) one.classList.remove("focus");
  chosen = number;
  const note = notes.find((one) => one.dataset.s === number);
  join(note ? [number] : []);
  note?.classList.add("focus");
  return note;
}

/** Chooses a statement, and takes the reader to it. */
function go(number) {
  const note = choose(number);
  if (!note) return;
  note.tabIndex = -1;
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
  document.getElementById(`s-${note.id.slice(2)}`)?.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", `#${note.id}`);
}

page.addEventListener("pointerover", (event) => {
  const under = statementsAt(event.target);
  join(under.length || chosen === null ? under : [chosen]);
});
page.addEventListener("pointerleave", () => join(chosen === null ? [] : [chosen]));
page.addEventListener("focusin", (event) => {
  const under = statementsAt(event.target);
  if (under.length) join(under);
});

// Where statements overlap, another click on the same words takes the next one out.
page.addEventListener("click", (event) => {
  if (event.target.closest("a, button, summary") || !getSelection().isCollapsed) return;
  const words = event.target.closest(".block [data-s]");
  if (!words) return;
  const under = statementsAt(words);
  go(under[(under.indexOf(chosen) + 1) % under.length]);
});

// Keys work only where the focus is in the text or the notes, so that they are free elsewhere.
page.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const [at] = statementsAt(event.target);
  if (!at) return;
  const place = notes.findIndex((one) => one.dataset.s === at);
  const next = { j: place + 1, k: place - 1 }[event.key];
  if (next !== undefined && notes[next]) {
    event.preventDefault();
    go(notes[next].dataset.s);
  } else if (event.key === "Escape") {
    choose(null);
  }
});

function fromAddress() {
  const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const [number] = at ? statementsAt(at) : [];
  if (number) choose(number);
}
addEventListener("hashchange", fromAddress);
const asked = page.querySelector("section.note.focus");
if (asked && !location.hash) go(asked.dataset.s);
else fromAddress();
