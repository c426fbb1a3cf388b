// Small comforts for forms. Every form works without them.

// What must be put right is what one hears and sees first.
document.querySelector("[data-error-summary]")?.focus();

// A choice that needs no further button: <select data-submit>.
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-submit]")) event.target.form.requestSubmit();
});

// A double click sends a form once.
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  const last = sent.get(event.target) ?? 0;
  if (event.target.method === "post" && Date.now() - last < 1500) event.preventDefault();
  else sent.set(event.target, Date.now());
});

// "Choose all" over a list: <input type="checkbox" data-all="name of the boxes">.
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.all;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)) {
    box.checked = event.target.checked;
  }
});

// The sum of numbers as one writes them: <input data-counts="seats">, <output data-sums="seats">.
document.addEventListener("input", (event) => {
  const name = event.target.dataset?.counts;
  if (!name) return;
  let sum = 0;
  for (const input of document.querySelectorAll(`input[data-counts="${CSS.escape(name)}"]`)) {
    sum += Math.max(0, Number.parseInt(input.value, 10) || 0);
  }
  for (const output of document.querySelectorAll(`output[data-sums="${CSS.escape(name)}"]`)) {
    output.value = sum;
    output.toggleAttribute("data-over", sum > Number(output.dataset.room));
  }
});

// A slider says its value while it is moved: <input type="range" data-shows="id of an output">.
document.addEventListener("input", (event) => {
  const shown = event.target.dataset?.shows;
  if (shown) document.getElementById(shown).value = event.target.value;
});
