// Comforts of the desk's forms; every page works without them. Writes nothing to the browser.
"use strict";

// Sections with rows: a button copies the last row and empties the copy.
function addRow(rows, total) {
  const last = rows.querySelector(":scope > .inline-related:last-of-type");
  const row = last.cloneNode(true);
  const from = last.id;
  const to = from.replace(/\d+$/, total.value);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes(from)) element.setAttribute(name, value.replaceAll(from, to));
    }
  }
  row.querySelectorAll(".errorlist, .warning, .matches").forEach((each) => each.remove());
  row.querySelectorAll(".errors, .warned").forEach((each) => each.classList.remove("errors", "warned"));
  row.querySelectorAll("input, select, textarea").forEach(empty);
  total.value = Number(total.value) + 1;
  last.after(row);
  row.querySelectorAll(".search-choice").forEach(offerMatches);
  row.querySelector("input:not([type=hidden]), select, textarea").focus();
}

// Put a box back to what a blank row starts from.
function empty(box) {
  if (box.type === "checkbox" || box.type === "radio") {
    box.checked = false;
  } else if (box.tagName === "SELECT") {
    box.value = box.dataset.initial ?? "";
  } else if (box.type !== "hidden" || /-(id|seen)$/.test(box.name)) {
    box.value = "";
  }
}

for (const rows of document.querySelectorAll(".rows[data-add]")) {
  const total = rows.parentElement.querySelector("input[name$='-TOTAL_FORMS']");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "add-row";
  button.textContent = rows.dataset.add;
  button.addEventListener("click", () => addRow(rows, total));
  rows.after(button);
}

// A second tap on "save" while the first is under way sends nothing twice.
for (const form of document.querySelectorAll("form.record")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

// Search boxes: offer matches while somebody types. The words go by POST: no address holds them.
function offerMatches(box) {
  const input = box.querySelector("input[type=text]");
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => search(box, input), 250);
  });
}

async function search(box, input) {
  const words = input.value.trim();
  if (words.length < 2 || /#\d+$/.test(words)) return;
  const body = new FormData();
  body.append("kind", box.dataset.kind);
  body.append("words", words);
  body.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(input.form.dataset.choices, { method: "POST", body });
  if (!answer.ok || input.value.trim() !== words) return;
  const { results } = await answer.json();
  input.list.replaceChildren(...results.map(({ token, hint }) => {
    const option = document.createElement("option");
    option.value = token;
    option.textContent = hint;
    return option;
  }));
}

document.querySelectorAll(".search-choice").forEach(offerMatches);
