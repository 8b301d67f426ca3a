// Comforts of the desk's forms; every page works without them. Writes nothing to the browser.
"use strict";

// Sections with rows: turn the template at the end into one more blank row.
for (const template of document.querySelectorAll("template[data-add]")) {
  const rows = template.parentElement;
  const total = rows.parentElement.querySelector("input[name$='-TOTAL_FORMS']");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "add-row";
  button.textContent = template.dataset.add;
  button.addEventListener("click", () => {
    const html = template.innerHTML.replaceAll("__prefix__", total.value);
    template.insertAdjacentHTML("beforebegin", html);
    total.value = Number(total.value) + 1;
    const row = template.previousElementSibling;
    row.querySelectorAll(".search-choice").forEach(offerMatches);
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
  rows.after(button);
}

// Search boxes: offer matches while somebody types. The words go by POST: no address holds them.
function offerMatches(box) {
  const input = box.querySelector("input[type=text]");
  const form = input.form;
  const list = input.list;
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = input.value.trim();
    if (words.length < 2 || /#\d+$/.test(words)) return;
    waiting = setTimeout(async () => {
      const body = new FormData();
      body.append("kind", box.dataset.kind);
      body.append("words", words);
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(form.dataset.choices, { method: "POST", body });
      if (!answer.ok || input.value.trim() !== words) return;
      const { results } = await answer.json();
      list.replaceChildren(...results.map(({ token, hint }) => {
        const option = document.createElement("option");
        option.value = token;
        option.textContent = hint;
        return option;
      }));
    }, 250);
  });
}
document.querySelectorAll(".search-choice").forEach(offerMatches);
