"use strict";
/* The page reads without this; with it, passages and lines light each other up, lines are brought
 * beside each other, links open what they lead to, and filters choose. */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const passages = new Map(); /* an item's id -> its passages in the reports */
  for (const piece of all("#reports [data-i]"))
    for (const id of new Set(piece.dataset.i.split(" "))) {
      if (!passages.has(id)) passages.set(id, []);
      passages.get(id).push(piece);
    }

  /* What is lit. */
  let lit = [];
  const light = (ids) => {
    for (const element of lit) element.classList.remove("lit");
    lit = ids.flatMap((id) => [...(passages.get(id) || []), document.getElementById(id)].filter(Boolean));
    for (const element of lit) element.classList.add("lit");
  };
  const idsAt = (target) => {
    const piece = target.closest("[data-i]");
    if (piece) return piece.dataset.i.split(" ");
    const reference = target.closest("sup a");
    if (reference) return [reference.hash.slice(1)];
    const item = target.closest(".side[id], .item[id]");
    return item ? [item.id] : null;
  };
  let held = []; /* lit by a link, until another is followed */
  const lightAt = (target) => light((target instanceof Element && idsAt(target)) || held);
  document.addEventListener("pointerover", (event) => lightAt(event.target));
  document.addEventListener("pointerleave", () => light(held));
  document.addEventListener("focusin", (event) => lightAt(event.target));
  document.addEventListener("focusout", () => light(held));

  /* Each report's first passage of the item is brought to one height. */
  const reports = document.getElementById("reports");
  const columns = all(".report");
  const beside = matchMedia("(min-width: 70rem)");
  /* In a large story only the reports that have the line followed stay in sight. */
  const setAside = (is) => columns.forEach((column) => column.classList.toggle("aside", is(column)));
  const form = document.getElementById("filters");
  const say = (words) => (form.querySelector("output").textContent = words);
  const align = (id) => {
    if (!beside.matches || !passages.has(id)) return;
    const first = new Map();
    for (const piece of passages.get(id)) {
      const column = piece.closest(".report");
      if (!first.has(column)) first.set(column, piece);
    }
    if (document.body.classList.contains("large")) {
      setAside((column) => !first.has(column));
      say(`${first.size} of ${columns.length} reports have line ${id}`);
    }
    for (const [column, piece] of first) {
      const from = piece.getBoundingClientRect().top - column.getBoundingClientRect().top;
      column.scrollTop += from - column.clientHeight * .3;
    }
    const seen = [...first.keys()].some((column) => {
      const box = column.getBoundingClientRect(), pane = reports.getBoundingClientRect();
      return box.left >= pane.left && box.right <= pane.right + 1;
    });
    const [column] = first.keys();
    if (!seen && column) reports.scrollLeft += column.getBoundingClientRect().left - reports.getBoundingClientRect().left;
  };

  /* Filters. */
  const [byReport, bySpeaker, byKind] = ["by-report", "by-speaker", "by-kind"].map((id) => document.getElementById(id));
  const items = all("main .item");
  const filter = () => {
    const report = byReport.value, speaker = bySpeaker.value, kind = byKind ? byKind.value : "";
    const fits = (item) =>
      (!report || item.dataset.w.split(" ").includes(report)) &&
      (!speaker || item.dataset.by === speaker || all("[data-by]", item).some((side) => side.dataset.by === speaker)) &&
      (!kind || item.dataset.kind === kind);
    let shown = 0;
    for (const item of items) {
      const fit = fits(item);
      item.classList.toggle("out", !fit);
      shown += fit;
    }
    const some = report || speaker || kind;
    for (const group of all("main .voice, main .origin, main section"))
      group.classList.toggle("out", Boolean(some) && group.id !== "family" && !group.querySelector(".item:not(.out)"));
    for (const rest of all("main details.rest"))
      if (some && !rest.closest("#family")) rest.open = Boolean(rest.querySelector(".item:not(.out)"));
    for (const column of columns) column.classList.toggle("out", Boolean(report) && column.id !== report);
    setAside(() => false);
    say(some ? `${shown} of ${items.length} lines` : "");
  };
  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  /* A link to any line opens it. */
  const open = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    held = [];
    if (!target) return light(held);
    if (target.closest(".aside")) setAside(() => false);
    if (target.closest(".out")) {
      form.reset();
      filter();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({block: target.closest("#reports") ? "center" : "nearest", inline: "nearest"});
    if (target.matches(".item, .side")) {
      held = [id];
      align(id);
    }
    light(held);
  };
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.target.closest("a, summary, select, button")) return;
    const ids = idsAt(event.target);
    if (!ids || String(getSelection())) return; /* words that are being marked are no click */
    const id = ids.find((one) => document.getElementById(one));
    if (!id) return;
    if (location.hash === "#" + id) open();
    else location.hash = id;
  });
  open();
})();
