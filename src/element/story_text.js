/// <reference path="./globals.d.ts" />
// Tells compiled stories from story files. The build puts this file in front of element.js.

/**
 * The text of a story file or of a compiled story, or why there is none: `src` could not be fetched, or the property
 * `story` is not JSON.
 * @typedef {{ text?: string, isCompiled?: boolean, src?: string, error?: string }} Found
 */

/** @param {string | null} text */
const isCompiled = (text) => /^\s*"/.test(text ?? "");

/**
 * A story in the text of a file or a script. A compiled story is stored as a JSON string.
 * @param {string} text
 * @returns {Found}
 */
const parseStory = (text) => {
  if (isCompiled(text))
    try {
      return { text: JSON.parse(text), isCompiled: true };
    } catch {}
  return { text };
};
