/*
 * What a page does once it is open; without this script it is read and printed all the same.
 *
 * Python hands over the words, in the language of the page, as JSON in scripts of the
 * class "elz-texts".
 * A table of the class "sortable" is sorted by its heads: cells by data-order, where that is not
 * what they show; where it has more than a few rows they are filtered too. In a figure of the
 * class "compared" the picture of afterwards is laid over that of before, with a slider.
 *
 * What is data is written as text or as an attribute, never as markup.
 */
(function () {
  "use strict";

  const elz = (window.elz = window.elz || {});
  const FEW_ROWS = 20;

  // --- words -----------------------------------------------------------------------------

  const texts = {};
  for (const block of document.querySelectorAll("script.elz-texts")) {
    Object.assign(texts, JSON.parse(block.textContent));
  }
  const lang = document.documentElement.lang || "en";
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });

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
  const weighed = (cell) => cell.dataset.order ?? shown(cell);
  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const headsOf = (table) => [...table.tHead.rows[table.tHead.rows.length - 1].cells];

  const isFigure = (text) => Number.isFinite(Number(text));

  /** Tell how two texts follow each other: figures by size, before words by the alphabet. */
  function compare(one, other) {
    if (isFigure(one) && isFigure(other)) return Number(one) - Number(other);
    return isFigure(other) - isFigure(one) || collator.compare(one, other);
  }

  /** Return rows in the order of a column; what is empty comes last, either way. */
  function sorted(rows, place, sign) {
    const keyed = rows.map((row) => [row.cells[place] ? weighed(row.cells[place]) : "", row]);
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
      if (!shown(head)) continue;
      const button = elz.element("button", { type: "button", class: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = NEXT[head.getAttribute("aria-sort") || "none"];
        for (const each of heads) each.removeAttribute("aria-sort");
        if (next !== "none") head.setAttribute("aria-sort", next);
        const sign = next === "descending" ? -1 : 1;
        table.tBodies[0].append(...(next === "none" ? asGiven : sorted(asGiven, place, sign)));
      });
    }
  }

  /** Put a field above a table that hides rows without its words and says how many are left. */
  function makeFiltered(table) {
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
    const line = elz.element("div", { class: "filter" }, label, count);
    (table.closest(".scroll") || table).before(line);
  }

  // --- before and after ------------------------------------------------------------------

  /** Lay what is afterwards over what was before; a slider says how much of it is seen. */
  function layOver(figure) {
    const label = figure.dataset.label;
    const slider = elz.element("input", { type: "range", min: 0, max: 100, "aria-label": label });
    const show = () => {
      figure.style.setProperty("--seen", `${slider.value}%`);
      slider.setAttribute("aria-valuetext", `${slider.value} %`);
    };
    slider.value = 50;
    slider.addEventListener("input", show);
    show();
    figure.classList.add("is-laid-over");
    figure.append(slider);
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    makeSortable(table);
    if (rowsOf(table).length > FEW_ROWS) makeFiltered(table);
  }
  document.querySelectorAll("figure.compared").forEach(layOver);
  document.documentElement.classList.add("has-script");
})();
