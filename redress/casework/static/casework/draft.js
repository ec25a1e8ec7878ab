// Saves the draft while it is written. Without it the button "Save the draft" does the same.
const said = document.querySelector("[data-draft]");
const form = said?.closest("form");
const version = form?.querySelector('input[name="version"]');
const PAUSE = 3000;
let waiting;
let before;

function typed() {
  const answers = new FormData(form);
  answers.set("step", "draft");
  return answers;
}

function asText(answers) {
  return JSON.stringify([...answers].filter(([name]) => /^(content|finding)-/.test(name)));
}

async function save() {
  const answers = typed();
  const now = asText(answers);
  if (now === before) return;
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
  }
  said.textContent = told.said;
}

if (form && version) {
  before = asText(typed());
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => save().catch(() => {}), PAUSE);
  });
}
