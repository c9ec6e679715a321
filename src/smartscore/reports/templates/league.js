"use strict";
// Sorts and filters the tables of a page; what is not known comes last either way.
for (const league of document.querySelectorAll(".league")) {
  const table = league.querySelector("table.places");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const form = league.querySelector(".controls");
  const told = league.querySelector(".told");
  const find = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const texts = new Intl.Collator(league.dataset.language, { numeric: true, sensitivity: "base" });
  const numbers = new Intl.NumberFormat(league.dataset.language);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const key = (cell) => {
    const given = cell.dataset.key;
    if (given === undefined) return cell.textContent.trim();
    return given === "" ? null : Number(given);
  };
  const rows = [...body.rows].map((row, first) => ({
    row,
    first,
    keys: [...row.cells].map(key),
    text: plain(row.cells[1].textContent),
    kinds: row.dataset.kinds.split(" "),
  }));
  const compare = (one, other) =>
    typeof one === "number" ? one - other : texts.compare(one, other);
  let said = "";

  const tell = () => {
    const wanted = plain(find.value.trim());
    const chosen = selects.map((select) => select.value);
    let shown = 0;
    for (const each of rows) {
      const fits =
        each.text.includes(wanted) && chosen.every((value, i) => !value || value === each.kinds[i]);
      each.row.hidden = !fits;
      shown += fits;
    }
    const counted = league.dataset.shown
      .replace("{shown}", numbers.format(shown))
      .replace("{total}", numbers.format(rows.length));
    told.textContent = [counted, shown ? said : league.dataset.none].filter(Boolean).join(" ");
  };

  const sort = (column, falling) => {
    const sign = falling ? -1 : 1;
    rows.sort((one, other) => {
      const [a, b] = [one.keys[column], other.keys[column]];
      if (a === null || b === null) return (a === null) - (b === null) || one.first - other.first;
      return sign * compare(a, b) || one.first - other.first;
    });
    body.append(...rows.map((each) => each.row));
    heads.forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const column_ = heads[column].textContent;
    said = league.dataset[falling ? "down" : "up"].replace("{column}", column_);
    tell();
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    // The columns that stay must not hide the one that is reached by the keyboard.
    button.addEventListener("focus", () => {
      const hidden = heads[1].getBoundingClientRect().right - head.getBoundingClientRect().left;
      if (column > 1 && hidden > 0) table.parentElement.scrollLeft -= hidden;
    });
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(column, now ? now === "ascending" : "falling" in head.dataset);
    });
  });
  find.addEventListener("input", tell);
  selects.forEach((select) => select.addEventListener("change", tell));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    find.value = "";
    selects.forEach((select) => (select.value = ""));
    sort(0, false);
    find.focus();
  });
  form.hidden = told.hidden = false;
  tell();
}
