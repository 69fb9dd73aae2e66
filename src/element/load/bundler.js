/// <reference path="../globals.d.ts" />
// Loads the files of the npm package. The build declares `importGlue`, `wasmUrl`, `INTEGRITY`, `importStylesheet` and
// `CHUNKS`: each names its files literally, so that bundlers find them.

/** The URL of the bundled glue is unknown. */
const glueUrl = "";

const fetchWasm = () => fetchAsset(wasmUrl, { integrity: INTEGRITY });

/** The stylesheet is a script: Vite's development server answers a request for CSS with JavaScript. */
const fetchStylesheet = async () => (await importStylesheet()).default;

/**
 * The build declares URLs of chunks.
 * @param {string} url
 */
const chunkUrl = (url) => url;
