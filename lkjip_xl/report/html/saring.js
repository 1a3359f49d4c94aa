(() => {
  "use strict";
  const all = (where, what) => Array.from(where.querySelectorAll(what));
  const form = document.querySelector(".saring");
  const words = document.body.dataset;
  const notes = all(document, ".catatan");
  const chips = all(document, ".keping a[data-tingkat]");
  const selects = all(form, "select");
  const texts = notes.map((note) => `${note.textContent} ${note.querySelector(".kode").title}`.toLowerCase());

  const chosen = () => chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.tingkat);
  const sought = () => form.elements.cari.value.trim().toLowerCase().split(/\s+/).filter(Boolean);

  function show() {
    const levels = chosen();
    const terms = sought();
    let seen = 0;
    notes.forEach((note, at) => {
      const fits = (!levels.length || levels.includes(note.dataset.tingkat))
        && selects.every((select) => !select.value || note.dataset[select.name] === select.value.slice(1))
        && terms.every((term) => texts[at].includes(term));
      note.hidden = !fits;
      seen += fits;
    });
    const active = seen < notes.length;
    all(document, ".kelompok").forEach((group) => { group.hidden = !group.querySelector(".catatan:not([hidden])"); });
    all(document, ".kelompok > h3 span").forEach((count) => {
      count.textContent = count.closest(".kelompok").querySelectorAll(".catatan:not([hidden])").length;
    });
    document.querySelector(".kosong").hidden = seen > 0 || !active;
    form.classList.toggle("aktif", active);
    form.querySelector(".jumlah").textContent = active
      ? words.ditampilkan.replace("{n}", seen).replace("{m}", notes.length) : "";
  }

  function remember() {
    const state = new URLSearchParams();
    if (chosen().length) state.set("tingkat", chosen().join(","));
    selects.filter((select) => select.value).forEach((select) => state.set(select.name, select.value.slice(1)));
    if (form.elements.cari.value.trim()) state.set("cari", form.elements.cari.value.trim());
    history.replaceState(null, "", `#${state}`);
    show();
  }

  function recall() {
    if (document.getElementById(location.hash.slice(1))) {
      show();
      return;
    }
    const state = new URLSearchParams(location.hash.slice(1));
    const levels = (state.get("tingkat") || "").split(",");
    chips.forEach((chip) => chip.setAttribute("aria-pressed", String(levels.includes(chip.dataset.tingkat))));
    selects.forEach((select) => {
      const wanted = state.has(select.name) ? `=${state.get(select.name)}` : "";
      select.value = Array.from(select.options).some((option) => option.value === wanted) ? wanted : "";
    });
    form.elements.cari.value = state.get("cari") || "";
    show();
  }

  function copied(button) {
    button.textContent = words.tersalin;
    setTimeout(() => { button.textContent = words.salin; }, 1500);
  }

  function copyByHand(text) {
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  function copy(button) {
    const text = button.dataset.alamat;
    const done = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
    done.catch(() => copyByHand(text)).then(() => copied(button));
  }

  chips.forEach((chip) => {
    chip.setAttribute("role", "button");
    const toggle = (event) => {
      event.preventDefault();
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      remember();
    };
    chip.addEventListener("click", toggle);
    chip.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
  });
  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    chips.forEach((chip) => chip.setAttribute("aria-pressed", "false"));
    setTimeout(remember);
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches(".salin")) copy(event.target);
  });
  window.addEventListener("hashchange", recall);
  all(document, ".salin").forEach((button) => { button.hidden = false; });
  form.hidden = !notes.length;
  recall();
})();
