/*
 * What a page does once it is open; without this script it is read and printed all the same.
 *
 * Python hands over the words, in the language of the page, as JSON in the element #elz-texts:
 *   {"filter": "Filter", "rows": "{shown} of {all} rows", "download": "Download as CSV",
 *    "before_after": "Before and after", "before_share": "{percent} % of before"}
 *
 * A table can be sorted, filtered and taken along where it says so:
 *   <table data-table="zones.csv">          the name of the file that is downloaded
 *     <th scope="col" data-key="zone">      what the column is called in it; else what it shows
 *     <td data-value="1234">1,234</td>      what a cell holds, where that is not what it shows
 *     <td data-sort="1234">at least 1,234   what a cell is sorted by, where that is yet another
 * Its column is not sorted where a head says data-unsorted, and its rows are not filtered where
 * there are but a few.
 *
 * Two pictures of one size lie upon each other, with a slider between them:
 *   <div data-before-after> <figure>…</figure> <figure>…</figure> </div>
 *
 * What is data is written as text or as an attribute, never as markup.
 */
(function () {
  "use strict";

  const elz = (window.elz = window.elz || {});
  const FEW_ROWS = 8;

  // --- words -----------------------------------------------------------------------------

  const block = document.getElementById("elz-texts");
  const texts = block ? JSON.parse(block.textContent) : {};
  const lang = document.documentElement.lang || "en";
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  const decimal = lang.startsWith("nl") ? "," : ".";

  /** Return a text of the page, with values where it has {names}. */
  elz.say = function (key, values = {}) {
    const text = texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  };

  const UNSEEN = /[\p{M}\p{Cf}]/gu;
  const LETTERS = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ß: "ss" };

  /** Return the words of a text as they are compared: no case, accents or punctuation. */
  elz.fold = function (text) {
    const plain = text.normalize("NFKD").replace(UNSEEN, "").replace(/\p{Lm}/gu, " ").toLowerCase();
    const letters = plain.replace(/[œæøłđß]/g, (letter) => LETTERS[letter]);
    return (letters.match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  };

  /** Return an element with attributes and what is in it; texts stay texts. */
  elz.element = function (name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  // --- tables ----------------------------------------------------------------------------

  const shown = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const held = (cell) => cell.dataset.value ?? shown(cell);
  const weighed = (cell) => cell.dataset.sort ?? held(cell);
  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const headsOf = (table) => [...table.tHead.rows[table.tHead.rows.length - 1].cells];

  /** Return how two texts follow each other: figures by size, words by the alphabet. */
  function order(texts) {
    const figures = texts.every((text) => text === "" || Number.isFinite(Number(text)));
    return figures ? (one, other) => Number(one) - Number(other) : collator.compare;
  }

  /** Put rows in the order of a column; what is empty comes last, either way. */
  function sort(rows, place, sign) {
    const keyed = rows.map((row) => [row.cells[place] ? weighed(row.cells[place]) : "", row]);
    const compare = order(keyed.map(([key]) => key));
    keyed.sort(([one], [other]) => {
      if (one === "" || other === "") return (one === "") - (other === "");
      return sign * compare(one, other);
    });
    return keyed.map(([, row]) => row);
  }

  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

  /** Let the heads of a table sort it: up, down, and as it was. */
  function makeSortable(table) {
    const asGiven = rowsOf(table);
    const heads = headsOf(table);
    for (const [place, head] of heads.entries()) {
      if ("unsorted" in head.dataset || !shown(head)) continue;
      const button = elz.element("button", { type: "button", class: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = NEXT[head.getAttribute("aria-sort") || "none"];
        for (const each of heads) each.removeAttribute("aria-sort");
        if (next !== "none") head.setAttribute("aria-sort", next);
        const sign = next === "descending" ? -1 : 1;
        table.tBodies[0].append(...(next === "none" ? asGiven : sort(asGiven, place, sign)));
      });
    }
  }

  /** Return a field that hides the rows without its words, and says how many are left. */
  function filterOf(table) {
    const rows = rowsOf(table).map((row) => [elz.fold(row.textContent), row]);
    const input = elz.element("input", { type: "search", autocomplete: "off" });
    const count = elz.element("output", { class: "count" });
    input.addEventListener("input", () => {
      const words = elz.fold(input.value).split(" ");
      for (const [text, row] of rows) row.hidden = !words.every((word) => text.includes(word));
      const left = rows.filter(([, row]) => !row.hidden).length;
      const all = rows.length;
      count.textContent = left < all ? elz.say("rows", { shown: left, all }) : "";
    });
    const label = elz.element("label", {}, elz.element("span", {}, elz.say("filter")), input);
    return [label, count];
  }

  // A spreadsheet runs a text that begins like a formula; with an apostrophe it stays a text.
  const FORMULA = /^'*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
  const NUMBER = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?$/;
  const FRACTION = /^[+-]?\d+\.\d+$/;

  /** Return a cell of CSV. */
  function written(text, delimiter) {
    if (FRACTION.test(text)) return text.replace(".", decimal);
    const inert = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
    const bare = ![delimiter, '"', "\n", "\r"].some((sign) => inert.includes(sign));
    return bare ? inert : `"${inert.replaceAll('"', '""')}"`;
  }

  /** Return what is shown of a table as CSV, as spreadsheets of the language read it. */
  elz.csv = function (table) {
    const delimiter = decimal === "," ? ";" : ",";
    const heads = headsOf(table).map((head) => head.dataset.key ?? shown(head));
    const rows = rowsOf(table).filter((row) => !row.hidden);
    const lines = [heads, ...rows.map((row) => [...row.cells].map(held))];
    const cells = (line) => line.map((cell) => written(cell, delimiter));
    return lines.map((line) => `${cells(line).join(delimiter)}\n`).join("");
  };

  /** Return a button that hands the table over as a file. */
  function downloadOf(table) {
    const button = elz.element("button", { type: "button" }, elz.say("download"));
    button.addEventListener("click", () => {
      const file = new Blob(["\ufeff", elz.csv(table)], { type: "text/csv;charset=utf-8" });
      const href = URL.createObjectURL(file);
      elz.element("a", { href, download: table.dataset.table || "table.csv" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1000);
    });
    return button;
  }

  /** Give a table what it can do, in a line above it. */
  elz.enliven = function (table) {
    makeSortable(table);
    const tools = rowsOf(table).length > FEW_ROWS ? filterOf(table) : [];
    const line = elz.element("div", { class: "tools" }, ...tools, downloadOf(table));
    (table.closest(".scroll") || table).before(line);
  };

  // --- before and after ------------------------------------------------------------------

  /** Lay two pictures upon each other; what lies left of the slider is that of before. */
  function layUpon(pair) {
    const label = elz.say("before_after");
    const slider = elz.element("input", { type: "range", min: 0, max: 100, "aria-label": label });
    const show = () => {
      pair.style.setProperty("--split", `${slider.value}%`);
      slider.setAttribute("aria-valuetext", elz.say("before_share", { percent: slider.value }));
    };
    slider.value = 50;
    slider.addEventListener("input", show);
    show();
    pair.classList.add("is-joined");
    pair.after(slider);
  }

  document.querySelectorAll("table[data-table]").forEach(elz.enliven);
  document.querySelectorAll("[data-before-after]").forEach(layUpon);
  document.documentElement.classList.add("has-script");
})();
