// Asks how far a job is and shows it in place, until it has ended. Without this module the page is loaded again.
const told = document.getElementById("told");
const pause = 1000;
let said = "";

const sentence = (job) => {
  const of = job.total === null ? `${job.done}` : `${job.done} of ${job.total}`;
  if (job.state === "waiting" || job.state === "running") return job.kind === "adding" ? `${of} done` : "Under way";
  if (job.told) return `${job.state}: ${job.told}`;
  const failed = job.failed ? `, ${job.failed} failed` : "";
  return `${job.state}: ${job.done} done, ${job.statements} statements${failed}`;
};

const drawn = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  const shown = document.getElementById("job");
  const next = page.getElementById("job");
  if (!next) return;
  const held = shown.contains(document.activeElement); // the button to stop keeps the focus while it is there
  if (shown.querySelector("details")?.open) next.querySelector("details")?.setAttribute("open", "");
  shown.replaceWith(next);
  if (held) (next.querySelector("button, a") ?? next).focus();
};

const look = async (before) => {
  try {
    const answer = await fetch(`${location.pathname}.json`);
    if (!answer.ok) return;
    const job = await answer.json();
    const now = JSON.stringify([job.state, job.waits, job.stopping, job.done, job.counts, job.failed]);
    if (now !== before) await drawn();
    const ended = job.state !== "waiting" && job.state !== "running";
    // Every tenth step is told to those who listen, and the end.
    const step = ended ? "end" : `${Math.floor((job.done * 10) / (job.total || 100))}`;
    if (step !== said) told.textContent = sentence(job);
    said = step;
    if (!ended) setTimeout(look, pause, now);
  } catch {
    setTimeout(look, pause * 3, before); // the server is away for the moment
  }
};

setTimeout(look, pause, "");
