// Draws boxes on the picture of a page, by mouse, finger or keyboard. The rows of the form say where they are; without
// this script they are typed there. What is drawn is saved while it is drawn.
const POINTS = 72 / 25.4;
const LEAST = 2;
const PAUSE = 1500;
const NAMES = ["left", "top", "width", "height"];
const form = document.querySelector("form[data-redact]");
const waits = document.querySelector("[data-redact-waiting]");

if (waits) setTimeout(() => window.location.reload(), 4000);
if (form) start();

function start() {
  const sheet = form.querySelector("[data-redact-sheet]");
  const list = form.querySelector("[data-redact-boxes]");
  const template = form.querySelector("[data-redact-template]");
  const none = form.querySelector("[data-redact-none]");
  const total = form.querySelector('[name="box-TOTAL_FORMS"]');
  const said = form.querySelector("[data-redact-said]");
  const version = form.querySelector('[name="version"]');
  const page = { width: sheet.viewBox.baseVal.width, height: sheet.viewBox.baseVal.height };
  const rectOf = new WeakMap();
  let waiting;
  let saving = false;
  let now;

  const input = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const gone = (row) => input(row, "DELETE").checked;

  // --- rows and rectangles

  function place(row) {
    return NAMES.map((name) => Number.parseFloat(input(row, name).value) * POINTS || 0);
  }

  function put(row, [left, top, width, height]) {
    const wide = Math.min(Math.max(width, LEAST), page.width);
    const high = Math.min(Math.max(height, LEAST), page.height);
    const x = Math.min(Math.max(left, 0), page.width - wide);
    const y = Math.min(Math.max(top, 0), page.height - high);
    [x, y, wide, high].forEach((length, index) => {
      input(row, NAMES[index]).value = (length / POINTS).toFixed(1);
    });
    draw(row);
  }

  function draw(row) {
    let rect = rectOf.get(row);
    if (!rect) {
      rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.classList.add("redress-sheet__box");
      rect.setAttribute("tabindex", "0");
      rect.setAttribute("role", "button");
      rect.setAttribute("aria-describedby", "how");
      rectOf.set(row, rect);
      rect.row = row;
      sheet.append(rect);
    }
    const [left, top, width, height] = place(row);
    rect.setAttribute("x", left);
    rect.setAttribute("y", top);
    rect.setAttribute("width", width);
    rect.setAttribute("height", height);
    const sizes = NAMES.map((name) => input(row, name).value).join(", ");
    rect.setAttribute("aria-label", `${row.querySelector("legend").textContent.trim()} (${sizes} mm)`);
    rect.toggleAttribute("hidden", gone(row));
    rect.style.display = gone(row) ? "none" : "";
  }

  function added(sides) {
    const number = Number(total.value);
    const fresh = template.content.firstElementChild.cloneNode(true);
    fresh.querySelectorAll("*").forEach((each) => {
      ["id", "name", "for", "aria-describedby"].forEach((name) => {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replaceAll("__prefix__", number));
      });
    });
    const legend = fresh.querySelector("legend");
    legend.textContent = legend.textContent.replace("__number__", number + 1);
    fresh.querySelector("details").open = false;
    total.value = number + 1;
    list.append(fresh);
    none.hidden = true;
    put(fresh, sides);
    return fresh;
  }

  function takenAway(row) {
    input(row, "DELETE").checked = true;
    draw(row);
    changed();
  }

  // --- saving

  function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  }

  async function save() {
    if (saving) return changed();
    saving = true;
    try {
      const answers = new FormData(form);
      answers.set("do", "save");
      answers.delete("taken");
      const answer = await fetch(form.action, {
        method: "POST",
        body: answers,
        headers: { Accept: "application/json" },
      });
      if (!answer.headers.get("Content-Type")?.includes("json")) return;
      const told = await answer.json();
      if (answer.ok) version.value = told.version;
      said.textContent = told.said;
    } catch {
      said.textContent = "";
    } finally {
      saving = false;
    }
  }

  // --- mouse and finger

  function at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
    return [Math.min(Math.max(point.x, 0), page.width), Math.min(Math.max(point.y, 0), page.height)];
  }

  function seized(rect, x, y) {
    const sides = place(rect.row);
    const corner = Math.min(8, sides[2] / 2, sides[3] / 2);
    const sizes = x > sides[0] + sides[2] - corner && y > sides[1] + sides[3] - corner;
    return { row: rect.row, sides, x, y, sizes };
  }

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (event.pointerType === "touch" && !sheet.classList.contains("redress-sheet--drawing")) return;
    const [x, y] = at(event);
    const rect = event.target.closest(".redress-sheet__box");
    now = rect ? seized(rect, x, y) : { x, y };
    sheet.setPointerCapture(event.pointerId);
    rect?.focus();
    event.preventDefault();
  });

  sheet.addEventListener("pointermove", (event) => {
    if (!now) return;
    const [x, y] = at(event);
    const sides = [Math.min(x, now.x), Math.min(y, now.y), Math.abs(x - now.x), Math.abs(y - now.y)];
    if (now.sides) {
      const [left, top, width, height] = now.sides;
      const [over, down] = [x - now.x, y - now.y];
      put(now.row, now.sizes ? [left, top, width + over, height + down] : [left + over, top + down, width, height]);
    } else if (now.row) {
      put(now.row, sides);
    } else if (sides[2] > LEAST && sides[3] > LEAST) {
      now.row = added(sides);
    }
  });

  sheet.addEventListener("pointerup", () => {
    if (now?.row) {
      rectOf.get(now.row).focus();
      changed();
    }
    now = undefined;
  });

  // --- keyboard

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  sheet.addEventListener("keydown", (event) => {
    const row = event.target.row;
    if (!row) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      takenAway(row);
      addButton.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      input(row, "reason").focus();
    } else if (STEPS[event.key]) {
      const [over, down] = STEPS[event.key].map((step) => step * POINTS);
      const [left, top, width, height] = place(row);
      put(row, event.shiftKey ? [left, top, width + over, height + down] : [left + over, top + down, width, height]);
      changed();
    } else {
      return;
    }
    event.preventDefault();
  });

  sheet.addEventListener("focusin", (event) => {
    list.querySelectorAll("[data-redact-row]").forEach((row) => {
      row.classList.toggle("redress-box--now", row === event.target.row);
    });
  });

  // --- buttons and the rows themselves

  const addButton = form.querySelector("[data-redact-add]");
  addButton.addEventListener("click", () => {
    const row = added([page.width / 2 - 60, page.height / 3, 120, 16]);
    rectOf.get(row).focus();
    changed();
  });

  const drawButton = form.querySelector("[data-redact-draw]");
  drawButton.addEventListener("click", () => {
    const drawing = sheet.classList.toggle("redress-sheet--drawing");
    drawButton.setAttribute("aria-pressed", String(drawing));
  });

  list.addEventListener("input", (event) => {
    const row = event.target.closest("[data-redact-row]");
    if (row) draw(row);
    changed();
  });

  form.querySelector("[data-redact-tools]").hidden = false;
  sheet.querySelectorAll("[data-redact-kept]").forEach((each) => each.remove());
  list.querySelectorAll("[data-redact-row]").forEach(draw);
}
