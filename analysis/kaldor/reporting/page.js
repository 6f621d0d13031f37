"use strict";
const drawn = {};

function save(name, address) {
  const link = document.createElement("a");
  link.download = name;
  link.href = address;
  link.click();
}

function table(specification) {
  const rows = Object.values(specification.datasets).reduce((most, rows) => rows.length > most.length ? rows : most);
  const heads = [...new Set(rows.flatMap(Object.keys))];
  const cell = value => value === undefined || value === null ? "" : JSON.stringify(value);
  const lines = [heads.join(","), ...rows.map(row => heads.map(head => cell(row[head])).join(","))];
  return "data:text/csv;charset=utf-8," + encodeURIComponent(lines.join("\n"));
}

async function keep(name, kind) {
  const address = kind === "csv" ? table(specifications[name]) : await drawn[name].toImageURL(kind, 2);
  save(`${name}.${kind}`, address);
}

async function draw(place) {
  const name = place.dataset.chart;
  const options = { renderer: "svg", actions: false, defaultStyle: false, tooltip: { theme: "light" } };
  drawn[name] = (await vegaEmbed(place, specifications[name], options)).view;
  place.dataset.drawn = "yes";
}

document.addEventListener("click", event => {
  const { save: kind, of: name } = event.target.dataset;
  if (kind) keep(name, kind);
});

for (const place of document.querySelectorAll("[data-chart]")) draw(place);

// Paper is narrower than a screen: charts are drawn again for a column (of some 330 units), a little wider so that three rows fit on a page.
const PRINTED = 390;
addEventListener("beforeprint", () => {
  for (const view of Object.values(drawn)) view.width(PRINTED).run();
});
addEventListener("afterprint", () => {
  for (const view of Object.values(drawn)) view.width(view.container().clientWidth).run();
});
