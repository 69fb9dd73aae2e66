// What of element.js is otherwise in a file that holds all of a story: from a disk nothing can be fetched. The build puts
// each of these in the place of what goes by the same name there, and leaves out what nothing asks for any more.

/** The glue and the WebAssembly, each gzipped and in base64. The build writes them here. */
const GLUE = "";
const WASM = "";

const unpacked = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt());
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};

const wake = async () => {
  const [script, bytes] = await Promise.all([unpacked(GLUE).text(), unpacked(WASM).arrayBuffer()]);
  // Of all addresses, only such a one may be imported from a disk.
  const address = `data:text/javascript,${encodeURIComponent(script)}`;
  const [glue, module] = await Promise.all([import(address), WebAssembly.compile(bytes)]);
  glue.default.failed = failed;
  await glue.default({ module_or_path: module });
  return glue;
};

const dress = async () => sheet.replaceSync(document.querySelector("style[data-sidelight]").textContent);

const causeOf = async () =>
  globalThis.WebAssembly
    ? "this file is damaged, or the browser is too old for it. Get the file again, or open it in another browser"
    : "this browser has no WebAssembly. Use another";
