// Shows the dates that follow while the day and time are typed, what is known of the person once they are named, and
// hides what only a representative needs.
const form = document.querySelector("[data-log]");
const shown = form.querySelector("[data-log-dates]");
const asked = /^(received_on|received_at|time_unknown|happened_on|channel)/;
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

// Sent as a form is, so that no name stands in an address.
const person = form.querySelector("[data-log-person]");
const naming = /^(name|their_name|email|telephone|postcode|channel|behalf)$/;
let asking = 0;

async function know() {
  const mine = ++asking;
  const given = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (naming.test(name) || name === "csrfmiddlewaretoken") given.set(name, value);
  }
  const response = await fetch(person.dataset.logPerson, { method: "POST", body: given, credentials: "same-origin" });
  if (response.ok && !response.redirected && mine === asking) person.innerHTML = await response.text();
}

form.addEventListener("change", (event) => {
  if (naming.test(event.target.name)) know();
});

// What is asked of the chosen way in alone comes when it is chosen, with everything that was typed so far.
const way = form.querySelector("[data-log-channel]");
const again = form.querySelector("[data-log-again]");
again.hidden = true;
let choosing = 0;

async function ask() {
  const mine = ++choosing;
  const given = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") given.append(name, value);
  }
  const response = await fetch(way.dataset.logChannel, { method: "POST", body: given, credentials: "same-origin" });
  if (!response.ok || response.redirected || mine !== choosing) return;
  const piece = await response.text();
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  way.innerHTML = piece;
  for (const [name, value] of typed) {
    for (const box of way.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (box.type === "radio" || box.type === "checkbox") box.checked ||= box.value === value;
      else box.value = value;
    }
  }
}

form.addEventListener("change", (event) => {
  if (event.target.name === "channel") ask();
});
