// Small comforts; every page works without them. Nothing here keeps or sends a value anywhere
// but to this site, by POST.
"use strict";
(() => {
  // One more line for a finding, as soon as the last one is filled.
  const findings = document.querySelector("fieldset.findings");
  if (findings) {
    findings.addEventListener("input", (event) => {
      const fields = [...findings.querySelectorAll('input[name="finding"]')];
      const last = fields[fields.length - 1];
      if (event.target !== last || last.value === "" || fields.length >= 20) return;
      const line = last.closest("p").cloneNode(true);
      const field = line.querySelector("input");
      const label = line.querySelector("label");
      field.value = "";
      field.id = `finding-${fields.length}`;
      label.htmlFor = field.id;
      label.textContent = label.textContent.replace(/\d+/, String(fields.length + 1));
      last.closest("p").after(line);
    });
  }
  // Suggestions while somebody types into the search.
  const words = document.getElementById("search-words");
  if (words) {
    const options = document.createElement("ul");
    options.className = "options";
    options.hidden = true;
    words.after(options);
    let latest = 0;
    words.addEventListener("input", async () => {
      const mine = ++latest;
      const typed = words.value.trim();
      if (typed.length < 3) { options.hidden = true; return; }
      const answer = await fetch("/search/suggest", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ q: typed }),
      });
      if (!answer.ok || mine !== latest) return;
      const found = await answer.json();
      options.replaceChildren(...found.suggestions.map((one) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.path;
        link.textContent = one.title;
        item.append(link);
        return item;
      }));
      options.hidden = found.suggestions.length === 0;
    });
  }
})();
