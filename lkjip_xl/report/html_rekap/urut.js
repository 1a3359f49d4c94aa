(() => {
  "use strict";
  const all = (where, what) => Array.from(where.querySelectorAll(what));
  const words = document.body.dataset;

  const numberIn = (text) => parseFloat(text.replace(/\./g, "").replace(",", "."));
  const compareText = new Intl.Collator("id", {numeric: true}).compare;

  function sort(table, head, down) {
    const at = head.cellIndex;
    const isNumber = head.classList.contains("n");
    const keyed = all(table.tBodies[0], "tr").map((row) => {
      const text = row.cells[at].textContent.trim();
      return [isNumber ? numberIn(text) : text, row];
    });
    const sign = down ? -1 : 1;
    keyed.sort(([a], [b]) => {
      if (!isNumber) return sign * compareText(a, b);
      if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
      return sign * (a - b);
    });
    table.tBodies[0].append(...keyed.map(([, row]) => row));
    all(table, "[aria-sort]").forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  function makeSortable(table) {
    all(table, "thead th:not(.diam)").forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.urutkan;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(table, head, now ? now === "ascending" : head.classList.contains("turun"));
      });
    });
  }

  function makeFilter(form) {
    const section = form.parentNode;
    const rows = all(section, "table.utama tbody tr");
    const names = new Map(rows.map((row) => [row, row.querySelector("th").textContent.toLowerCase()]));
    const count = form.querySelector(".jumlah");
    const empty = section.querySelector(".kosong");
    const region = section.querySelector(".gulir");
    const show = () => {
      const terms = form.elements.cari.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const ada = form.elements.ada.value;
      const kategori = form.elements.kategori.value;
      let seen = 0;
      rows.forEach((row) => {
        const fits = (!ada || row.dataset.ada.split(" ").includes(ada))
          && (!kategori || row.dataset.kategori === kategori)
          && terms.every((term) => names.get(row).includes(term));
        if (row.hidden === fits) row.hidden = !fits;
        seen += fits;
      });
      const active = seen < rows.length;
      form.classList.toggle("aktif", active);
      empty.hidden = seen > 0;
      region.hidden = seen === 0;
      count.textContent = active ? words.ditampilkan.replace("{n}", seen).replace("{m}", rows.length) : "";
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    form.hidden = rows.length < 2;
    show();
  }

  all(document, "table.urut").forEach(makeSortable);
  all(document, "form.saring").forEach(makeFilter);
})();
