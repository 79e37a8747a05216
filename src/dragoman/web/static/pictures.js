/* What pictures do beyond showing: words at the pointer, zoom, the slider of time, pictures as PNG. */
"use strict";

document.documentElement.classList.add("with-scripts");

/* Words at the pointer, at once and in the look of the page. */
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true");
document.body.append(tip);

function follow(event) {
  const link = event.target.closest ? event.target.closest(".picture a[aria-label]") : null;
  tip.hidden = link === null;
  if (link === null) return;
  link.querySelectorAll("title").forEach((title) => title.remove());
  tip.textContent = link.getAttribute("aria-label");
  const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
  const below = event.clientY + 18 + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${below ? event.clientY + 18 : event.clientY - tip.offsetHeight - 12}px`;
}

document.addEventListener("pointermove", follow, { passive: true });
document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true, capture: true });

/* On a phone a picture is scrolled and zoomed like the page; elsewhere: buttons, fingers, the wheel while the frame has the focus or with Ctrl, arrow keys. */
function zoomable(frame) {
  const moving = frame.querySelector("svg.picture");
  if (moving === null || typeof Panzoom === "undefined" || window.matchMedia("(max-width: 43.99rem)").matches) return;
  frame.classList.add("zoomable");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const pan = Panzoom(moving, {
    maxScale: 8,
    minScale: 0.5,
    cursor: "grab",
    animate: !still,
    handleStartEvent: (event) => event.preventDefault(),
  });
  frame.addEventListener("wheel", (event) => {
    if (event.ctrlKey || frame.contains(document.activeElement)) pan.zoomWithWheel(event);
  }, { passive: false });
  let from = null;
  frame.addEventListener("pointerdown", (event) => {
    from = [event.clientX, event.clientY];
    frame.focus({ preventScroll: true });
  });
  frame.addEventListener("click", (event) => {
    if (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 4) event.preventDefault();
  }, { capture: true });
  frame.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [30, 0], ArrowRight: [-30, 0], ArrowUp: [0, 30], ArrowDown: [0, -30] };
    if (event.key in steps) pan.pan(...steps[event.key], { relative: true });
    else if (event.key === "+" || event.key === "=") pan.zoomIn();
    else if (event.key === "-") pan.zoomOut();
    else if (event.key === "0") pan.reset();
    else return;
    event.preventDefault();
  });
  const does = { in: () => pan.zoomIn(), out: () => pan.zoomOut(), reset: () => pan.reset() };
  frame.closest("figure").querySelectorAll("[data-zoom-by]").forEach((button) => {
    button.addEventListener("click", () => does[button.dataset.zoomBy]());
  });
}

/* A picture as PNG, drawn from its SVG by the browser. */
function savable(button) {
  button.addEventListener("click", () => {
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      const larger = 2;
      canvas.width = image.naturalWidth * larger;
      canvas.height = image.naturalHeight * larger;
      const drawing = canvas.getContext("2d");
      drawing.scale(larger, larger);
      drawing.drawImage(image, 0, 0);
      canvas.toBlob((content) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(content);
        link.download = `${document.title.split(" · ")[0]}.png`;
        link.click();
        URL.revokeObjectURL(link.href);
      });
    });
    image.src = button.dataset.png;
  });
}

/* The slider: a window of months that moves over the span of the record. */
function sliding(form) {
  const months = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7) || 1) - 1;
  const text = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  const words = (month) => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toLocaleDateString("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
  const [slide, size, told] = [form.querySelector("input"), form.querySelector("select"), form.querySelector("output")];
  const [begins, ends] = [months(form.dataset.begins), months(form.dataset.ends)];
  let waiting = null;
  let asked = null;

  function show(load) {
    const wide = Number(size.value);
    slide.disabled = wide === 0;
    slide.max = Math.max(0, ends - begins - wide + 1);
    const first = begins + Number(slide.value);
    const last = Math.min(ends, first + wide - 1);
    told.textContent = wide ? `${words(first)} – ${words(last)}` : "all";
    slide.setAttribute("aria-valuetext", told.textContent);
    if (!load) return;
    const address = new URL(window.location);
    for (const [name, month] of [["since", first], ["until", last]]) {
      if (wide) address.searchParams.set(name, text(month));
      else address.searchParams.delete(name);
    }
    clearTimeout(waiting);
    waiting = setTimeout(() => fetchLive(address), 120);
  }

  async function fetchLive(address) {
    if (asked) asked.abort();
    asked = new AbortController();
    const live = document.getElementById("live");
    live.classList.add("loading");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      live.replaceChildren(...page.getElementById("live").childNodes);
      for (const name of ["since", "until"]) {
        document.querySelector(`.filters input[name=${name}]`).value = address.searchParams.get(name) || "";
      }
      window.history.replaceState(null, "", address);
      begin(live);
      live.classList.remove("loading");
    } catch (error) {
      if (error.name !== "AbortError") window.location = address;
    }
  }

  if (form.dataset.since && form.dataset.until) {
    const [since, until] = [months(form.dataset.since), form.dataset.until.length === 4 ? months(form.dataset.until) + 11 : months(form.dataset.until)];
    const wide = until - since + 1;
    if (![...size.options].some((option) => Number(option.value) === wide)) size.add(new Option(`${wide} months`, wide));
    size.value = String(wide);
    slide.max = Math.max(0, ends - begins - wide + 1);
    slide.value = String(since - begins);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  slide.addEventListener("input", () => show(true));
  size.addEventListener("change", () => show(true));
  show(false);
}

function begin(part) {
  part.querySelectorAll("[data-zoom]").forEach(zoomable);
  part.querySelectorAll("[data-png]").forEach(savable);
}

begin(document);
document.querySelectorAll("[data-slider]").forEach(sliding);
