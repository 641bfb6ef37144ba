// Comfort only: every page works without this. Tables sort and filter where they are; charts download as SVG and PNG.
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

document.querySelectorAll("table[data-sortable]").forEach(sortable);
document.querySelectorAll("table[data-filterable]").forEach(filterable);
document.querySelectorAll("figure.chart").forEach(downloadable);
