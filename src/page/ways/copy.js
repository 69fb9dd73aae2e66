// The buttons of the page embed/: each copies the field that it names, or selects it where that is refused.

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    // What was said of another press is over; said anew, it is read out anew.
    for (const other of document.querySelectorAll(".said")) other.textContent = "";
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied";
    } catch {
      field.focus();
      field.select();
      said.textContent = "Selected, to copy by hand";
    }
  });
}
