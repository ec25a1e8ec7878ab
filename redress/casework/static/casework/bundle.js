// Asks now and then how far a bundle is, and says so; once it is made the page is opened afresh, with its files.
const shown = document.querySelector("[data-progress]");
const EVERY = 1500;

async function look() {
  const response = await fetch(shown.dataset.progress, { credentials: "same-origin" });
  if (!response.ok || response.redirected) return;
  const told = await response.text();
  if (!told.includes("data-look-again")) {
    window.location.reload();
    return;
  }
  if (told !== shown.innerHTML) shown.innerHTML = told;
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
