// Globals of the scripts in this folder that no script declares.

/** Pairs of a story and what the page has to show of it; `hostile.rs` declares it before the script. */
declare const stories: any[];

/** The CSS selectors of the parts of the page, by name; the tests declare it before `prelude.js`. */
declare const PARTS: Record<string, string>;

interface Window {
  /** What the hostile payloads set when they run. */
  pwned?: unknown;
}
