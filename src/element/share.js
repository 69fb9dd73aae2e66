// Copying and sharing. The build appends this script to the glue.

/**
 * Does what a share button says: copies its text, or opens the system's share sheet. Fires `sidelight-share` before; does
 * nothing if the page prevents the default.
 * @param {HTMLElement} host the `<sidelight-story>`
 * @param {HTMLElement | null} button an element with `data-share`
 */
export const share = async (host, button) => {
  if (!button) return;
  const { parentElement, dataset } = button;
  const { share: kind, copied, title, text, url, picture, byHand } = dataset;
  // After the buttons: a text field for copying by hand if the browser denies it, and a live region.
  /** @type {any} */
  const [field, status] = ["sl-link", "sl-copied"].map(
    (name) =>
      parentElement?.querySelector(`.${name}`) ??
      parentElement?.appendChild(
        Object.assign(document.createElement(name === "sl-link" ? "textarea" : "span"), { className: name }),
      ),
  );
  field.hidden = field.readOnly = true;
  field.setAttribute("aria-label", byHand);
  status.setAttribute("role", "status");
  const detail = { as: kind, text: text ?? null, url: (kind === "link" ? text : url) ?? null };
  const event = new CustomEvent("sidelight-share", { bubbles: true, composed: true, cancelable: true, detail });
  if (!host.dispatchEvent(event)) return;
  try {
    if (copied) await navigator.clipboard.writeText(text ?? "");
    else await navigator.share({ title, text, url, ...(await imageFile(picture)) });
    status.textContent = copied ?? "";
  } catch (error) {
    // The reader has closed the share sheet.
    if (Object(error).name === "AbortError") return;
    // The browser refuses: show the text, so that the reader can copy it.
    field.value = [...new Set([text, url])].filter(Boolean).join("\n");
    field.rows = field.value.split("\n").length;
    field.hidden = false;
    field.focus();
    field.select();
  }
};

/**
 * Returns the preview image as a file for the share sheet, or nothing if there is no image or the sheet takes no files.
 * @param {string | undefined} url
 */
const imageFile = async (url) => {
  if (!url || !navigator.canShare) return {};
  try {
    const response = await fetch(url);
    const name = String(url.split("/").pop());
    const files = [new File([await response.blob()], name, { type: "image/png" })];
    return response.ok && navigator.canShare({ files }) ? { files } : {};
  } catch {
    return {};
  }
};
