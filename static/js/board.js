// A row that is dragged onto a place sends the form that the board names. The choice in each row
// does the same without dragging.
let held = null;

const placeOf = (event) => (held ? event.target.closest?.("[data-place]") : null);

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-row]") ?? null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.row);
  held.classList.add("is-held");
});

document.addEventListener("dragover", (event) => {
  const place = placeOf(event);
  if (!place) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  place.classList.add("is-over");
});

document.addEventListener("dragleave", (event) => {
  const place = placeOf(event);
  if (place && !place.contains(event.relatedTarget)) place.classList.remove("is-over");
});

document.addEventListener("drop", (event) => {
  const place = placeOf(event);
  if (!place) return;
  event.preventDefault();
  place.classList.remove("is-over");
  const form = document.getElementById(held.closest("[data-board]").dataset.board);
  form.elements.mentee.value = held.dataset.row;
  form.elements.to.value = place.dataset.place;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  held?.classList.remove("is-held");
  held = null;
});

// What a step led to is what one reads first; the button that undoes it comes next.
const said = () => document.querySelector("[data-said]");

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "content") (said() ?? event.target).focus();
});
said()?.focus();

// Ctrl + Z undoes the last step, save where one writes: there it undoes what one wrote.
document.addEventListener("keydown", (event) => {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
  if (event.target.matches?.("input:not([type=hidden]), textarea")) return;
  const form = document.querySelector("form[data-undo]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});
