// Globals of the scripts in this folder that no script declares.

/** Pairs of a story and the text that the page must show; `hostile.rs` declares it before the script. */
declare const stories: any[];

/** The CSS selectors of the parts of the page, by name; the tests declare it before `prelude.js`. */
declare const PARTS: Record<string, string>;

interface Window {
  /** Set by the hostile payloads when they run. */
  pwned?: unknown;
}
