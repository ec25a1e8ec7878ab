// Saves the draft while it is written, and shows at the side how far it has got. Without it "Save the draft" does both.
const said = document.querySelector("[data-draft]");
const form = said?.closest("form");
const side = document.querySelector("[data-side]");
const version = form?.querySelector('input[name="version"]');
const base = form?.querySelector('input[name="base"]');
const PAUSE = 3000;
const OF_THE_DRAFT = /^(content|documents|evidence|facts|finding|reason|relied|apology|remedy|what|owner|by|beside)-/;
let waiting;
let before;
let stopped = false;
let onTheWay = null;

function typed() {
  const answers = new FormData(form);
  answers.set("step", "draft");
  return answers;
}

function asText(answers) {
  return JSON.stringify([...answers].filter(([name]) => OF_THE_DRAFT.test(name)));
}

// One at a time: a second save that has not heard of the first would look like one from another tab.
async function save() {
  while (onTheWay) await onTheWay;
  onTheWay = saveNow().catch(() => {});
  await onTheWay;
  onTheWay = null;
}

async function saveNow() {
  const answers = typed();
  const now = asText(answers);
  if (stopped || now === before) return;
  const answer = await fetch(window.location.href, {
    method: "POST",
    body: answers,
    headers: { Accept: "application/json" },
  });
  if (!answer.headers.get("Content-Type")?.includes("json")) return;
  const told = await answer.json();
  if (answer.ok) {
    before = now;
    version.value = told.version;
    base.value = told.base;
    if (side && !side.contains(document.activeElement)) side.innerHTML = told.side;
  }
  stopped = Boolean(told.stop);
  said.textContent = told.said;
}

if (form && version) {
  before = asText(typed());
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (!onTheWay) return;
    event.preventDefault();
    await onTheWay;
    form.requestSubmit(event.submitter);
  });
}
