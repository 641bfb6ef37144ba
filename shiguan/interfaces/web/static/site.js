// Comfort only: every page works without this. Tables sort and filter where they are; charts download as SVG and PNG; the search
// box suggests names; menus close by themselves.
"use strict";

function sortable(table) {
  const head = table.tHead, body = table.tBodies[0];
  if (!head || !body) return;
  [...head.rows[0].cells].forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const up = cell.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      [...head.rows[0].cells].forEach((other) => other.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", up === 1 ? "ascending" : "descending");
      const key = (row) => row.cells[column]?.dataset.value ?? row.cells[column]?.textContent.trim() ?? "";
      const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
      body.append(...[...body.rows].sort((a, b) => up * compare(key(a), key(b))));
    });
  });
}

function filterable(table) {
  if (table.tBodies[0].rows.length < 8) return;
  const label = document.createElement("label"), input = document.createElement("input");
  label.className = "filter";
  input.type = "search";
  label.append(document.body.dataset.filter, " ", input);
  table.before(label);
  // What is seen of a row, not the sentences folded away in it, which name many others.
  const seen = new Map([...table.tBodies[0].rows].map((row) => [row, row.innerText.toLowerCase()]));
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const [row, text] of seen) row.hidden = !text.includes(wanted);
  });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const LONGEST = 16384; // dots; a browser draws nothing larger
const HEADING = 40, HEADING_SIZE = 17, MARGIN = 16;
const titled = (svg) => svg.querySelector(":scope > title")?.textContent.trim() ?? "";

// The drawing as a file of its own, under its title: what the page's styles make of it goes into it, so that it looks the same elsewhere.
function alone(svg) {
  const copy = svg.cloneNode(true);
  const styled = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "fill-opacity",
    "stroke-opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "color"];
  const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const computed = getComputedStyle(element);
    for (const name of styled) if (computed.getPropertyValue(name)) to[i].setAttribute(name, computed.getPropertyValue(name));
    // A file leads nowhere.
    for (const name of ["class", "href"]) to[i].removeAttribute(name);
  });
  const seen = svg.viewBox.baseVal, title = titled(svg), around = getComputedStyle(document.body);
  // Whole dots: a part of one at the edge would be drawn pale.
  const width = Math.ceil(seen.width), height = Math.ceil(seen.height) + HEADING;
  const given = (element, values) => Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
  const added = (tag, values) => {
    const element = document.createElementNS(svg.namespaceURI, tag);
    given(element, values);
    return element;
  };
  given(copy, { xmlns: svg.namespaceURI, viewBox: `0 ${-HEADING} ${width} ${height}`, width, height });
  const heading = added("text", {
    x: MARGIN, y: MARGIN / 2 + HEADING_SIZE - HEADING, fill: around.color, "font-weight": 600,
    "font-size": Math.min(HEADING_SIZE, (width - 2 * MARGIN) / title.length),
  });
  heading.textContent = title;
  copy.prepend(added("rect", { x: 0, y: -HEADING, width, height, fill: around.backgroundColor }), heading);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function drawn({ text, width, height }, name) {
  const image = new Image(), scale = Math.min(2, LONGEST / Math.max(width, height));
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && save(blob, `${name}.png`), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

function downloadable(figure) {
  const svg = figure.querySelector("svg");
  if (!svg) return;
  const name = (titled(svg) || "chart").replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60);
  const row = document.createElement("p");
  row.className = "downloads";
  const add = (label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    row.append(button);
  };
  add(document.body.dataset.svg, () => save(new Blob([alone(svg).text], { type: "image/svg+xml" }), `${name}.svg`));
  add(document.body.dataset.png, () => drawn(alone(svg), name));
  figure.append(row);
}

// A combobox after the ARIA authoring practices: the focus stays in the box, aria-activedescendant says which name is chosen.
function suggesting(input) {
  const form = input.form, list = document.createElement("ul"), labels = document.body.dataset;
  let chosen = -1, timer = 0, asked = new AbortController();
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", labels.suggestions);
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]])
    input.setAttribute(name, value);

  const choose = (at) => {
    chosen = at;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const show = (names) => {
    list.replaceChildren(...names.map(({ id, name, kind }, n) => {
      const option = document.createElement("li"), what = document.createElement("span");
      option.id = `suggestion-${n}`;
      option.setAttribute("role", "option");
      option.addEventListener("click", () => go(id));
      what.className = "several";
      what.textContent = labels[kind] ?? "";
      option.dataset.id = id;
      option.append(name, " ", what);
      return option;
    }));
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };
  const go = (id) => location.assign(`/entity/${encodeURIComponent(id)}`);
  const close = () => {
    clearTimeout(timer);
    asked.abort();
    show([]);
  };
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const text = input.value.trim(), mine = asked.signal;
    if (!text) return show([]);
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`, { signal: mine });
      const names = answer.ok ? await answer.json() : [];
      if (!mine.aborted) show(names);
    } catch (error) {
      if (!mine.aborted) show([]);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  };

  // While a character is being composed the keys belong to the input method.
  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    const many = list.children.length;
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.hidden) soon();
    else if (event.key === "ArrowDown") choose(chosen + 1 < many ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? many - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen].dataset.id);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
}

function menus(nav) {
  const open = () => nav.querySelector("details[open]");
  document.addEventListener("click", (event) => open()?.contains(event.target) || open()?.removeAttribute("open"));
  nav.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open()) return;
    open().querySelector("summary").focus();
    open().removeAttribute("open");
  });
  nav.addEventListener("focusout", (event) => event.relatedTarget && !open()?.contains(event.relatedTarget) && open()?.removeAttribute("open"));
}

document.querySelectorAll(".find input").forEach(suggesting);
document.querySelectorAll(".top nav").forEach(menus);
document.querySelectorAll("table[data-sortable]").forEach(sortable);
document.querySelectorAll("table[data-filterable]").forEach(filterable);
document.querySelectorAll("figure.chart").forEach(downloadable);
