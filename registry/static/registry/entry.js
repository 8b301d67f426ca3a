// Comforts of quick entry: who may be the same, dates by a tap, drafts kept on the server, and a word
// when the line is down. The form works without them. Writes nothing to the browser.
"use strict";

const form = document.querySelector("form[data-draft]");
const same = document.getElementById("same");
const line = document.getElementById("line");
const PAUSE = 400; // ms without a key before the server is asked
const KEEP_EVERY = 3000; // ms between drafts
const TRY_AGAIN = 5000; // ms until the next try while the line is down

function sent() {
  return new URLSearchParams(new FormData(form));
}

function post(address) {
  return fetch(address, { method: "POST", body: sent(), redirect: "error" });
}

// Who may be the same person, while the name and the year are typed.
let asking = 0;

async function showSame() {
  const mine = ++asking;
  let answer;
  try {
    answer = await post(form.dataset.same);
  } catch {
    return;
  }
  if (!answer.ok || mine !== asking) return;
  const piece = await answer.text();
  if (mine !== asking || same.contains(document.activeElement)) return;
  same.innerHTML = piece;
  document.getElementById("same-said").textContent = same.querySelector("legend")?.textContent ?? "";
}

let waiting;
for (const name of ["name", "birth_date", "surname", "given", "patronymic"]) {
  form.elements[name]?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(showSame, PAUSE);
  });
}

// The parts of the name, as they were read, ready to be corrected when the fold opens.
form.querySelector(".more")?.addEventListener("toggle", ({ target }) => {
  const read = same.querySelector(".read-as");
  const boxes = ["surname", "given", "patronymic"].map((name) => form.elements[name]);
  if (!target.open || !read || boxes.some((box) => box.value)) return;
  for (const box of boxes) {
    box.value = read.dataset[box.name];
    box.dataset.read = box.value;
  }
});
form.elements.name?.addEventListener("input", () => {
  for (const name of ["surname", "given", "patronymic"]) {
    const box = form.elements[name];
    if (box.dataset.read !== undefined && box.value === box.dataset.read) {
      box.value = "";
      delete box.dataset.read;
    }
  }
});

// Dates by a tap, in the desk's local time whatever the phone's zone.
function writtenDate(daysAgo, withTime) {
  const at = new Date(`${form.dataset.now}:00Z`);
  at.setTime(at.getTime() + performance.now() - daysAgo * 86_400_000);
  const [day, time] = at.toISOString().split("T");
  const written = day.split("-").reverse().join(".");
  return withTime ? `${written} ${time.slice(0, 5)}` : written;
}

for (const dates of form.querySelectorAll(".dates")) {
  const box = form.elements[dates.dataset.dates];
  const row = document.createElement("div");
  row.className = "date-buttons";
  for (const [label, days, withTime] of [["now", 0, true], ["today", 0, false], ["yesterday", 1, false]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = dates.dataset[label];
    button.addEventListener("click", () => {
      box.value = writtenDate(days, withTime);
      box.dispatchEvent(new Event("input", { bubbles: true }));
      if (!withTime) box.focus();
    });
    row.append(button);
  }
  dates.querySelector(".field").append(row);
}

// Drafts: sent when something changed, every few seconds; tried again while the line is down.
function typed() {
  const now = sent();
  now.delete("csrfmiddlewaretoken");
  return now.toString();
}

let kept = typed();
let sending = null;

function say(text, isDown) {
  line.classList.toggle("down", isDown);
  if (line.textContent !== text) line.textContent = text;
}

// Keep what is typed now; resolves to false when the line is down.
function keepDraft() {
  sending ??= sendDraft(typed()).finally(() => { sending = null; });
  return sending;
}

async function sendDraft(now) {
  try {
    const answer = await post(form.dataset.draft);
    if (answer.status >= 500) throw new Error(answer.status);
    if (answer.ok) kept = now;
    say(answer.status === 403 ? form.dataset.loggedOut : (await answer.text()).trim(), !answer.ok);
    return true;
  } catch {
    say(form.dataset.lineDown, true);
    return false;
  }
}

let nextTry = 0;
setInterval(async () => {
  if (Date.now() < nextTry || typed() === kept || form.dataset.sent || form.dataset.sure) return;
  nextTry = (await keepDraft()) ? 0 : Date.now() + TRY_AGAIN;
}, KEEP_EVERY);
window.addEventListener("online", keepDraft);
window.addEventListener("offline", () => say(form.dataset.lineDown, true));

// While the line is down "save" would lead to an error page and lose the text. So what is typed goes
// to the draft first, and only then to its place; a draft under way is waited for.
form.addEventListener("submit", async (event) => {
  if (form.dataset.sure) return;
  if (typed() === kept && !sending && navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await sending;
  if ((typed() === kept && navigator.onLine) || (await keepDraft())) {
    form.dataset.sure = "1";
    form.requestSubmit(event.submitter);
  } else {
    line.scrollIntoView({ block: "center" });
  }
}, { capture: true });
window.addEventListener("pageshow", () => delete form.dataset.sure);
