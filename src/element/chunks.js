/// <reference path="./globals.d.ts" />
// Loads the chunks of the WebAssembly: src/element/chunk.rs says when. The build puts this file in front of element.js, which
// declares `withTimeout` and `report`.

/**
 * The chunks of the WebAssembly that are fetched or being fetched, and those that are linked, by name.
 * @type {Record<string, Promise<any>>[]}
 */
const [fetchedChunks, linkedChunks] = [{}, {}];

/**
 * Fetches a chunk once for all elements of the page.
 * @param {string} name
 */
const prefetchChunk = (name) => {
  const fetched = (fetchedChunks[name] ??= withTimeout(fetchChunk(name)));
  // A failure is reported when the chunk is needed.
  fetched.catch(() => {});
  return fetched;
};

/**
 * Loads a chunk once for all elements of the page. After a failure the next call tries again. Rejects with a code and a
 * message.
 * @param {any} glue
 * @param {string} name
 */
const loadChunk = (glue, name) =>
  (linkedChunks[name] ??= prefetchChunk(name)
    .then((module) => module && glue.default.link(module))
    .catch((error) => {
      delete fetchedChunks[name];
      delete linkedChunks[name];
      return report(error);
    }));
