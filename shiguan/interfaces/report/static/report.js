// Comfort only: without this every page can be read and every name found on the page of names. No server is asked for anything.
"use strict";

{
  // The first page goes on to the language that the visitor likes best.
  function enter() {
    const doors = [...document.querySelectorAll(".door a[hreflang]")];
    const liked = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
    const found = liked.map((tag) => doors.find((door) => door.hreflang === tag)).find(Boolean) ?? doors[0];
    if (found) location.replace(found.href);
  }

  // The names and events are loaded when somebody begins to search.
  let loading;
  function index(address) {
    loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => done(prepared(globalThis.shiguanIndex)));
      document.head.append(script);
    });
    return loading;
  }

  function prepared({ names, events, fold }) {
    const [typed, meant] = fold.map((side) => [...side]), same = new Map(typed.map((character, i) => [character, meant[i]]));
    const folded = (text) => [...text.normalize("NFKC").toLowerCase()].map((character) => same.get(character) ?? character).join("");
    const rows = [
      ...names.map(([name, aliases, kind, file]) => {
        const seen = folded([name, ...aliases].join("\n"));
        return { text: name, more: [kind, ...aliases].join(" · "), file, name: folded(name), seen };
      }),
      ...events.map(([text, when, file]) => ({ text, more: when, file, name: "", seen: folded(`${text}\n${when}`) })),
    ];
    // Who is called so goes before who begins so, before others; names before events, which is their order.
    return (asked, most) => {
      const words = folded(asked).split(/\s+/).filter(Boolean), whole = words.join(" ");
      if (!words.length) return [];
      const rank = (row) => (row.name === whole ? 0 : row.name.startsWith(whole) ? 1 : row.name ? 2 : 3);
      return rows.filter((row) => words.every((word) => row.seen.includes(word))).sort((a, b) => rank(a) - rank(b)).slice(0, most);
    };
  }

  function said(row, first) {
    const more = document.createElement("span");
    first.textContent = row.text;
    more.textContent = row.more;
    return [first, more];
  }

  // Suggestions under the box: arrows choose one, Enter goes to it, or else to all that is found.
  function suggesting({ box, input, list, go }) {
    let chosen = -1, found = [];
    const choose = (number) => {
      chosen = number;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === number)));
      list.children[number]?.scrollIntoView({ block: "nearest" });
      if (number < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[number].id);
    };
    const show = (rows) => {
      found = rows;
      list.replaceChildren(...rows.map((row, i) => {
        const item = document.createElement("li");
        item.id = `suggested-${i}`;
        item.setAttribute("role", "option");
        item.append(...said(row, document.createElement("b")));
        item.addEventListener("click", () => go(row));
        return item;
      }));
      list.hidden = !rows.length;
      input.setAttribute("aria-expanded", String(rows.length > 0));
      choose(-1);
    };
    const step = (by) => found.length && choose((chosen + by + found.length + (chosen < 0 && by < 0 ? 1 : 0)) % found.length);
    const keys = {
      Escape: () => show([]),
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => go(found[chosen]),
    };
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || !keys[event.key]) return;
      keys[event.key]();
      event.preventDefault();
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) show([]); });
    return show;
  }

  // All that is found, on the page of names: its address says what is searched.
  async function listed({ input, file, root, none }) {
    const asked = new URLSearchParams(location.search).get("q")?.trim();
    if (!asked) return;
    input.value = asked;
    const rows = (await index(file))(asked, 200), shown = document.createElement("ul");
    shown.className = "results";
    shown.append(...rows.map((row) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = root + row.file;
      item.append(...said(row, link));
      return item;
    }));
    if (!rows.length) shown.textContent = none;
    document.querySelector("main h1").after(shown);
  }

  function searchable(box) {
    const { root, index: file, page, none } = box.dataset, input = box.querySelector("input"), list = box.querySelector("ul");
    const go = (row) => {
      const asked = input.value.trim();
      if (row) location.href = root + row.file;
      else if (asked) location.href = `${page}?q=${encodeURIComponent(asked)}`;
    };
    const show = suggesting({ box, input, list, go });
    input.addEventListener("focus", () => index(file));
    input.addEventListener("input", async () => show((await index(file))(input.value, 12)));
    box.hidden = false;
    if (box.dataset.lists) listed({ input, file, root, none });
  }

  if (document.body.classList.contains("door")) enter();
  document.querySelectorAll(".seek").forEach(searchable);
}
