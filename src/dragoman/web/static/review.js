/* The review worked by keyboard alone: each key does what the button or the part of the page that shows it does. */
"use strict";

document.documentElement.classList.add("with-keys");

const KEPT = "dragoman-review-keys";
const box = document.getElementById("keys");
let busy = false; // a judgement is on its way: no second one of the same event

function listening() {
  return box === null || box.checked;
}

function typing(element) {
  return element.closest("select, textarea, input:not([type=checkbox]):not([type=radio])") !== null;
}

function open(summary) {
  const details = summary.parentElement;
  details.open = true;
  const unknown = details.querySelector("input[name=start][value='']"); // an unknown day is what is most often mended
  const field = unknown || details.querySelector("input:not([type=hidden]), select");
  (field || summary).focus();
  details.scrollIntoView({ block: "nearest" });
}

function leave(element) {
  const details = element.closest("details");
  if (details === null) return;
  details.open = false;
  element.blur();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy) return;
  if (event.key === "Escape") return leave(event.target);
  if (!listening() || typing(event.target) || !/^[a-z]$/i.test(event.key)) return;
  const meant = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
  if (meant === null) return;
  event.preventDefault();
  if (meant.tagName === "SUMMARY") open(meant);
  else meant.click();
});

document.addEventListener("submit", (event) => {
  if (busy) event.preventDefault();
  busy = true;
});

window.addEventListener("pageshow", () => { busy = false; });

if (box !== null) {
  try {
    box.checked = localStorage.getItem(KEPT) !== "off";
    box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
  } catch {
    /* A browser that keeps nothing: the keys are on. */
  }
}
