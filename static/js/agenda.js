// An item that is dragged over another takes its place; the buttons up and down do the same.
let held = null;

const rowOf = (event) => event.target.closest?.("[data-agenda] [data-item]");

document.addEventListener("dragstart", (event) => {
  held = rowOf(event) ?? null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.item);
  held.classList.add("is-held");
});

document.addEventListener("dragover", (event) => {
  const row = held && rowOf(event);
  if (!row || row === held) return;
  event.preventDefault();
  const below = event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2;
  row.parentNode.insertBefore(held, below ? row.nextSibling : row);
});

document.addEventListener("drop", (event) => {
  if (!held) return;
  event.preventDefault();
  const form = document.getElementById("agenda-order");
  const rows = document.querySelectorAll("[data-agenda] [data-item]");
  form.elements.order.value = [...rows].map((row) => row.dataset.item).join(",");
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  held?.classList.remove("is-held");
  held = null;
});
