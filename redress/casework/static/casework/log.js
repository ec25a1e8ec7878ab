// Shows the dates that follow while the day and time are typed, and hides what only a representative needs.
const form = document.querySelector("[data-log]");
const shown = form.querySelector("[data-log-dates]");
const asked = /^(received_on|received_at|happened_on)/;
let waiting = 0;
let latest = 0;

async function look() {
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (asked.test(name) && typeof value === "string") given.set(name, value);
  }
  const mine = ++latest;
  const response = await fetch(`${form.dataset.log}?${given}`, { credentials: "same-origin" });
  if (response.ok && !response.redirected && mine === latest) shown.innerHTML = await response.text();
}

form.addEventListener("input", (event) => {
  if (!asked.test(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, 400);
});

const behalf = form.querySelector("[data-log-behalf]");
const show = () => {
  behalf.hidden = form.elements.behalf.value !== "yes";
};
form.addEventListener("change", show);
show();
