// The "Copy" buttons of the embed guide. `data-copies` is the id of the text field to copy.

/** @type {NodeListOf<HTMLElement>} */
const buttons = document.querySelectorAll("[data-copies]");
for (const button of buttons) {
  /** @type {any} */
  const field = document.getElementById(String(button.dataset.copies));
  /** @type {any} */
  const status = button.parentElement?.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    // Clear all messages: a screen reader announces a message only if it changes.
    for (const old of document.querySelectorAll(".status")) old.textContent = "";
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "Copied";
    } catch {
      field.focus();
      field.select();
      status.textContent = "Could not copy. The text is selected.";
    }
  });
}
