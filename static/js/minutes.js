// Minutes save themselves item by item. What is not saved yet is kept in this browser, so that a
// lost connection loses nothing; who writes the same paragraph at once is told, and both are kept.
const page = document.querySelector("[data-minutes-page]");
const PAUSE = 900;
const RETRY = 8000;

const same = (one, two) => one.replace(/\r\n/g, "\n").trim() === two.replace(/\r\n/g, "\n").trim();

class Item {
  constructor(form) {
    this.form = form;
    this.area = form.querySelector("textarea");
    this.base = form.querySelector('input[name="base"]');
    this.said = form.querySelector("[data-said]");
    this.key = `minutes ${location.pathname} ${form.dataset.minutes}`;
    this.busy = false;
    this.restore();
    this.area.addEventListener("input", () => this.changed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
  }

  restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.key));
    } catch {
      // A store that is shut or broken keeps nothing.
    }
    if (!kept) return;
    if (same(kept.text, this.area.value)) {
      this.drop();
      return;
    }
    this.area.value = kept.text;
    this.base.value = kept.base;
    this.say(page.dataset.restored);
    this.wait();
  }

  keep() {
    try {
      const kept = { base: this.base.value, text: this.area.value };
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Then only the page holds it.
    }
  }

  drop() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept.
    }
  }

  say(words, problem = false) {
    this.said.textContent = words;
    this.said.setAttribute("role", problem ? "alert" : "status");
  }

  changed() {
    this.keep();
    this.wait();
  }

  wait(pause = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    const sent = this.area.value;
    this.say(page.dataset.saving);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
      });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error();
      this.take(await answer.json(), sent);
    } catch {
      this.say(page.dataset.offline, true);
      this.wait(RETRY);
    } finally {
      this.busy = false;
      if (this.again) {
        this.again = false;
        this.save();
      }
    }
  }

  take(answer, sent) {
    this.say(answer.said, answer.how === "refused" || answer.how === "aside");
    if (answer.how === "refused") return;
    const gone_on = this.area.value !== sent;
    if (answer.how === "aside" || gone_on) {
      // What is written now follows from the text that was sent, not from the one that holds.
      this.base.value = answer.own;
    } else {
      this.base.value = answer.head;
      if (!same(this.area.value, answer.text)) this.replace(answer.text);
    }
    if (gone_on) this.changed();
    else this.drop();
  }

  // The words before where one stands may have moved, so one stands after the same words.
  replace(text) {
    const at = this.area.selectionStart;
    const before = this.area.value.slice(Math.max(0, at - 40), at);
    this.area.value = text;
    const found = before ? text.lastIndexOf(before) : -1;
    const to = found < 0 ? Math.min(at, text.length) : found + before.length;
    if (document.activeElement === this.area) this.area.setSelectionRange(to, to);
  }
}

const items = [...document.querySelectorAll("form[data-minutes]")].map((form) => new Item(form));

addEventListener("online", () => {
  for (const item of items) if (localStorage.getItem(item.key)) item.save();
});

// Keys: where one is, and where one goes.
const sections = [...document.querySelectorAll("[data-item]")];
const here = () => sections.findIndex((section) => section.contains(document.activeElement));

function go(step) {
  const at = here();
  const to = at < 0 ? (step > 0 ? 0 : sections.length - 1) : at + step;
  if (to >= 0 && to < sections.length) sections[to].querySelector("textarea")?.focus();
}

function open(letter) {
  const section = sections[Math.max(0, here())];
  const part = section?.querySelector(`[data-key="${letter}"]`);
  if (!part) return;
  if (part.tagName === "DETAILS") {
    part.open = true;
    part.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else part.focus();
}

document.addEventListener("keydown", (event) => {
  const { altKey, shiftKey, ctrlKey, metaKey, code } = event;
  if ((ctrlKey || metaKey) && code === "Enter") {
    const form = document.activeElement?.closest("form");
    if (!form || !page?.contains(form)) return;
    event.preventDefault();
    form.requestSubmit();
  } else if (altKey && !ctrlKey && !shiftKey && (code === "ArrowDown" || code === "ArrowUp")) {
    event.preventDefault();
    go(code === "ArrowDown" ? 1 : -1);
  } else if (altKey && shiftKey && !ctrlKey && /^Key[DVJA]$/.test(code)) {
    event.preventDefault();
    open(code.slice(3));
  } else if (altKey && shiftKey && !ctrlKey && code === "KeyT") {
    event.preventDefault();
    sections[Math.max(0, here())]?.querySelector("textarea")?.focus();
  }
});
