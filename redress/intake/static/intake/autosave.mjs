// Keeps what a person writes while they write it, and says when it was kept.
//
// The page works without this: each answer is kept when it is sent. What is kept here is judged only then. A page that
// was opened before another one wrote to the same question is told so, and writes over nothing.

const AFTER = 1500; // milliseconds without a key
const AGAIN = 10000; // milliseconds until another try, when the line is down

function autosave(form) {
  const said = form.querySelector("[data-autosave-said]");
  let waiting = 0;
  let saving = false;
  let changed = false;
  let stopped = false;

  const say = (words) => {
    // The same words again would be read out again.
    if (said.textContent !== words) said.textContent = words;
  };

  const soon = (after) => {
    clearTimeout(waiting);
    waiting = setTimeout(save, after);
  };

  const typed = () => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields.entries()]) if (value instanceof File) fields.delete(name);
    return fields;
  };

  async function save({ leaving = false } = {}) {
    if (stopped || !changed || (saving && !leaving)) return;
    clearTimeout(waiting);
    let after = AFTER;
    saving = true;
    changed = false;
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(typed()),
        credentials: "same-origin",
        keepalive: leaving,
        headers: { Accept: "application/json" },
      });
      if (response.status === 409) {
        stopped = true;
        say(said.dataset.newer);
      } else if (response.ok) {
        const kept = await response.json();
        form.elements.version.value = kept.version;
        say(kept.said);
      } else {
        changed = true;
        after = AGAIN;
        say(said.dataset.failed);
      }
    } catch {
      changed = true;
      after = AGAIN;
      say(said.dataset.offline);
    } finally {
      saving = false;
      if (changed && !stopped) soon(after);
    }
  }

  form.addEventListener("input", () => {
    changed = true;
    soon(AFTER);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    stopped = true;
  });
  window.addEventListener("online", () => save());
  window.addEventListener("pageshow", (event) => {
    // Only a page that comes back as it was left: the first showing may come after somebody has already sent it.
    if (event.persisted) stopped = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) autosave(form);
