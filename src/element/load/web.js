/// <reference path="../globals.d.ts" />
// Loads the files of a build from the folder of this script. The build declares `GLUE`, `WASM`, `INTEGRITY`,
// `STYLE` and `CHUNKS`.

/** @param {string} file */
const assetUrl = (file) => new URL(file, import.meta.url).href;

/** The URL of the glue, for errors that name no file. */
const glueUrl = assetUrl(GLUE);

const importGlue = () => import(GLUE).catch((error) => throwWithUrl(glueUrl, error));

const fetchWasm = () => fetchAsset(assetUrl(WASM), { integrity: INTEGRITY });

const fetchStylesheet = async () => (await fetchAsset(assetUrl(STYLE))).text();

/** The build declares file names of chunks. */
const chunkUrl = assetUrl;
