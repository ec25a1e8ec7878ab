// Works out the date while the number of days is typed. Without it the button "Work out the date" does the same.
const box = document.querySelector("[data-extend]");
const shown = box?.querySelector("[data-ahead]");
const days = box?.querySelector('input[name="days"]');
const parts = ["day", "month", "year"].map((part) => box?.querySelector(`input[name="until-${part}"]`));
let waiting;
let latest = 0;

function typedDate() {
  const [day, month, year] = parts.map((part) => part.value.trim());
  const numbers = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  return numbers ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

async function workOut() {
  const mine = ++latest;
  const asked = new URLSearchParams({ days: days.value.trim(), until: days.value.trim() ? "" : typedDate() });
  const answer = await fetch(`${box.dataset.extend}?${asked}`, { headers: { Accept: "application/json" } });
  if (!answer.ok || mine !== latest) return;
  shown.innerHTML = (await answer.json()).html;
}

if (box && shown && days && parts.every(Boolean)) {
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => workOut().catch(() => {}), 300);
  });
}
