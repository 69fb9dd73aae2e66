// Passing on: a part of the glue, which the build writes it to the end of.

/** Passes on what a button holds, unless the page does so itself: copies it, or opens the system's share sheet. */
export const pass = async (host, button) => {
  if (!button) return;
  const { parentElement, dataset } = button;
  const { share, copied, title, text, url, picture } = dataset;
  const [field, said] = [...parentElement.children].slice(-2);
  for (const before of host.shadowRoot.querySelectorAll(".sl-copied")) before.textContent = "";
  field.hidden = true;
  const detail = { as: share, text: text ?? null, url: (share === "link" ? text : url) ?? null };
  const event = new CustomEvent("sidelight-share", { bubbles: true, composed: true, cancelable: true, detail });
  if (!host.dispatchEvent(event)) return;
  try {
    if (copied) await navigator.clipboard.writeText(text);
    else await navigator.share({ title, text, url, ...(await drawn(picture)) });
    said.textContent = copied ?? "";
  } catch (error) {
    // A reader who leaves the share sheet wants nothing more.
    if (error.name === "AbortError") return;
    // Where the browser refuses, what it was is shown, for the reader to copy.
    field.value = [...new Set([text, url])].filter(Boolean).join("\n");
    field.rows = field.value.split("\n").length;
    field.hidden = false;
    field.focus();
    field.select();
  }
};

/** The picture at this address as a file for the share sheet, where there is one and the sheet takes files. */
const drawn = async (url) => {
  if (!url || !navigator.canShare) return {};
  try {
    const response = await fetch(url);
    const files = [new File([await response.blob()], url.split("/").pop(), { type: "image/png" })];
    return response.ok && navigator.canShare({ files }) ? { files } : {};
  } catch {
    return {};
  }
};
