/// <reference path="../globals.d.ts" />
// Unpacks the files of a single-file story, which may be opened from a disk: such a page can't fetch other files. The build
// declares `GLUE` and `WASM`: both compressed with gzip, in base64.

/** @param {string} base64 */
const unpacked = (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};

const loadWasm = async () => {
  const [script, bytes] = await Promise.all([unpacked(GLUE).text(), unpacked(WASM).arrayBuffer()]);
  // A page that was opened from a disk can import a data: URL, and neither a file: nor a blob: URL.
  const url = `data:text/javascript,${encodeURIComponent(script)}`;
  const [glue, module] = await Promise.all([import(url), WebAssembly.compile(bytes)]);
  glue.default.failed = onPanic;
  await glue.default({ module_or_path: module });
  return glue;
};

const loadStylesheet = async () => sheet.replaceSync(document.querySelector("style[data-sidelight]")?.textContent ?? "");

/** @type {(error: unknown) => Promise<string[]>} */
const causeOf = async () =>
  self.WebAssembly
    ? ["L08", "this file is damaged, or this browser is too old. Get the file again, or use another browser"]
    : ["L01", "this browser has no WebAssembly. Use another browser"];

/** @type {(name: string) => Promise<undefined>} The WebAssembly in this file has everything. */
const fetchChunk = async () => undefined;
