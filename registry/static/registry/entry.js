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
let isSending = false;

function say(text, isDown) {
  line.classList.toggle("down", isDown);
  if (line.textContent !== text) line.textContent = text;
}

async function keepDraft() {
  const now = typed();
  if (now === kept || isSending || form.dataset.sent) return;
  isSending = true;
  try {
    const answer = await post(form.dataset.draft);
    if (answer.ok) kept = now;
    const isLoggedOut = answer.status === 403;
    const text = isLoggedOut ? form.dataset.loggedOut : answer.ok || answer.status === 413 ? (await answer.text()).trim() : form.dataset.lineDown;
    say(text, !answer.ok);
  } catch {
    say(form.dataset.lineDown, true);
  }
  isSending = false;
}

let nextTry = 0;
setInterval(async () => {
  if (Date.now() < nextTry) return;
  await keepDraft();
  nextTry = line.classList.contains("down") ? Date.now() + TRY_AGAIN : 0;
}, KEEP_EVERY);
window.addEventListener("online", keepDraft);
window.addEventListener("offline", () => say(form.dataset.lineDown, true));

// While the line is down "save" would lead to an empty page and lose the text: it stays here.
form.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(form.dataset.lineDown, true);
  line.scrollIntoView({ block: "center" });
}, { capture: true });
