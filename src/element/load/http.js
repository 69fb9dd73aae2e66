/// <reference path="../globals.d.ts" />
// This file is shared by the loaders web.js and bundler.js. It fetches and compiles files, and finds out why loading has
// failed.

/**
 * Fetches a file of the build. `causeOf` finds out later why that has failed.
 * @param {string} url
 * @param {RequestInit} [options]
 */
const fetchAsset = async (url, options) => {
  const response = await fetch(url, options).catch((error) => throwWithUrl(url, error));
  return response.ok ? response : throwWithUrl(url);
};

/**
 * Throws an error that names the file that could not be loaded.
 * @param {string} url
 * @param {any} [error]
 */
const throwWithUrl = (url, error = new Error(url)) => {
  error.url = url;
  throw error;
};

const loadWasm = async () => {
  // The WebAssembly and the glue load in parallel.
  const bytes = fetchWasm().then(compileWasm);
  const [glue, module] = await Promise.all([importGlue(), bytes]);
  // The build adds this hook to the glue: see `wrap_exports` in xtask/src/wasm.rs.
  glue.default.failed = onPanic;
  await glue.default({ module_or_path: module });
  return glue;
};

/** @param {Response} response */
const compileWasm = async (response) => {
  const { url, headers } = response;
  const type = String(headers.get("content-type"));
  const isStreamable = /^application.wasm/.test(type);
  if (!isStreamable)
    console.warn(`sidelight: [L09] ${url} has the media type ${type}. Serve .wasm as application/wasm. ${seeAlso("L09")}`);
  const module = isStreamable ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  return module.catch((error) => throwWithUrl(url, error));
};

/**
 * Fetches and compiles a chunk. Undefined if the WebAssembly has all functions, as in a build without this pass.
 * @param {string} name
 */
const fetchChunk = async (name) => {
  const [file, integrity] = CHUNKS[name] ?? [];
  return file && compileWasm(await fetchAsset(chunkUrl(file), { integrity }));
};

const loadStylesheet = async () => sheet.replaceSync(await fetchStylesheet());

/**
 * Returns the code and the message of a loading failure. Browsers word their errors differently, so the cause is found by
 * trying again, not by the text of the error.
 * @param {{ name?: string, message?: string, url?: string }} error
 * @returns {Promise<string[]>}
 */
const causeOf = async ({ name, message, url = glueUrl }) => {
  if (!self.WebAssembly) return ["L01", "this browser has no WebAssembly. Use another browser"];
  if (name === "TimeoutError") return ["L02", `loading took longer than ${LOAD_TIMEOUT / 1000} s. Check the server`];
  // The smallest WebAssembly module: its magic number and version.
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  if (!(await WebAssembly.instantiate(empty).catch(() => 0)))
    return ["L03", "the Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src"];
  if (url) {
    const response = await fetch(url).catch(() => fetch(url, { mode: "no-cors" }).catch(() => null));
    if (!response) return ["L04", `${url} can't be reached. Check the server and connect-src`];
    if (!response.status) return ["L05", `${url} can't be read from this page. Send Access-Control-Allow-Origin`];
    if (!response.ok) return ["L06", `${url} was not found (${response.status}). Copy the whole build again`];
    const type = String(response.headers.get("content-type"));
    if (/js$/.test(url) && !/script/.test(type))
      return ["L07", `${url} has the media type ${type}. Serve .js as text/javascript`];
    return ["L08", `${url} is damaged or blocked. Copy the whole build again. Check script-src`];
  }
  // A bundler has moved the file: there is only the browser's own message.
  return ["L08", `a script can't be loaded (${message}). Publish all files of the build. Check script-src`];
};
