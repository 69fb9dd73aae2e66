// The helpers of every test script. The harness puts two constants in front of this file.
// `PARTS` maps the names of page parts to CSS selectors (page/selectors.rs); `cast` holds the parts of the story that
// cases name (cast.rs).
//
// A selector is CSS with three additions:
// - `>>>` goes into a shadow root: "x-host >>> p". A selector that begins with ">>>" begins in the first
//   `sidelight-story`: in its interactive document, with the islands.
// - `@card` is a part of the page by its name.
// - `:role(button "Close note")`, at the end of a step, is an element by its ARIA role and its accessible name.
const css = (selector) =>
  selector.replace(/@([a-z0-9-]+)/g, (_, name) => {
    if (!PARTS[name]) throw new Error(`no part of the page is called @${name}`);
    return PARTS[name];
  });
// The implicit roles of HTML that tests ask for (HTML-AAM).
const ROLES = { a: "link", button: "button", summary: "button", h1: "heading", h2: "heading", h3: "heading", ul: "list", ol: "list", li: "listitem", blockquote: "blockquote", section: "region", nav: "navigation" };
const roleOf = (element) =>
  element.getAttribute("role") ??
  (element.localName === "input" ? { radio: "radio", checkbox: "checkbox", search: "searchbox" }[element.type] ?? "textbox" : ROLES[element.localName]);
// The accessible name, as far as tests need it (Accessible Name and Description Computation 1.2).
const nameOf = (element) => {
  const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const text = ids.length
    ? ids.map((id) => element.getRootNode().getElementById(id)?.textContent).join(" ")
    : element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
  return text.replace(/\s+/g, " ").trim();
};
const matching = (scope, step) => {
  const [, start, role, name] = step.match(/^(.*):role\((\w+)(?: "([^"]*)")?\)$/s) ?? [];
  if (!role) return [...scope.querySelectorAll(css(step))];
  return [...scope.querySelectorAll(css(`${start} *`))].filter(
    (it) => roleOf(it) === role && (name === undefined || nameOf(it) === name),
  );
};
// The root of an interactive story: its shadow root, or the element itself if the story is prerendered.
const storyRoot = (story) =>
  story.shadowRoot?.querySelector(css("@mount")) ? story.shadowRoot : story.querySelector(":scope > .sl-is-live") && story;
const islandsIn = (root) => [...root.querySelectorAll("[data-island]")].filter((island) => island.shadowRoot);
// The elements in the islands of a story that match. An ancestor that the selector names may be outside the island.
const inIslands = (root, step) => {
  const words = step.match(/(?:[^\s["(]|\[[^\]]*\]|"[^"]*"|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  const isCombinator = (word) => /^[>+~]$/.test(word);
  return islandsIn(root).flatMap((island) =>
    words.flatMap((word, at) => {
      if (isCombinator(word) || (at && (isCombinator(words[at - 1]) || words[at - 1].endsWith(",")))) return [];
      if (at && !island.closest(css(words.slice(0, at).join(" ")))) return [];
      return matching(island.shadowRoot, words.slice(at).join(" "));
    }),
  );
};
// The island that contains an element, or the element itself.
const placeOf = (element) => {
  const host = element.getRootNode().host;
  return host?.dataset.island ? host : element;
};
// The elements of an interactive story that match, with its islands, in the order of the page.
const within = (story, step) => {
  const root = storyRoot(story);
  if (!root) return [];
  const found = [...new Set([...matching(root, step), ...inIslands(root, step)])];
  const order = (one, other) =>
    one === other ? 0 : one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  return found.sort((one, other) => order(placeOf(one), placeOf(other)));
};
// The nearest ancestor that matches, also outside the island.
const around = (element, selector) => element.closest(css(selector)) ?? placeOf(element).closest(css(selector));
const all = (selector) =>
  selector
    .split(">>>")
    .map((step) => step.trim() || "sidelight-story")
    .reduce(
      (scopes, step) =>
        scopes.flatMap((scope) => {
          if (scope === document) return matching(scope, step);
          if (scope.localName === "sidelight-story") return within(scope, step);
          return scope.shadowRoot ? matching(scope.shadowRoot, step) : [];
        }),
      [document],
    );
// The document and all shadow roots of stories.
const roots = () => {
  const stories = all("sidelight-story").flatMap((story) => {
    const root = storyRoot(story);
    return [story.shadowRoot, ...(root ? islandsIn(root).map((island) => island.shadowRoot) : [])];
  });
  return [document, ...stories.filter(Boolean)];
};
const find = (selector) => {
  const found = all(selector)[0];
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const box = (element) => {
  const { x, y, width, height } = (typeof element === "string" ? find(element) : element).getBoundingClientRect();
  return { x, y, width, height };
};
// The text of an element, its white space collapsed.
const textOf = (selector) => find(selector).textContent.replace(/\s+/g, " ").trim();
// The text that a share button shares: presses the button, and prevents that anything is shared.
const sharedText = (button) => {
  let text;
  const hold = (event) => {
    text = event.detail.text;
    event.preventDefault();
  };
  addEventListener("sidelight-share", hold, { once: true, capture: true });
  (typeof button === "string" ? find(button) : button).click();
  return text;
};
/** The items of a share menu. It is opened afresh. */
const shareItems = (of) => {
  const group = typeof of === "string" ? find(of) : of;
  const toggle = group.querySelector("[data-share-menu]");
  if (toggle.getAttribute("aria-expanded") === "true") toggle.click();
  toggle.click();
  return [...group.querySelectorAll("[data-share], [download]")];
};
/** The text that an item of a share menu shares; null if the menu has no such item. */
const sharedAs = (of, kind) => {
  const item = shareItems(of).find((it) => it.dataset.share === kind);
  return item ? sharedText(item) : null;
};
const active = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
// True if the element with the focus matches the selector.
const focusIn = (selector) => active()?.matches(css(selector)) ?? false;
// The top and the bottom of the first line of an element are in the viewport.
const isSeen = (element) => {
  const { top, bottom } = (typeof element === "string" ? find(element) : element).getClientRects()[0];
  return top >= 0 && bottom <= innerHeight;
};
// 1 if the text runs from left to right, -1 from right to left.
const way = () => ((all(">>> .sidelight")[0] ?? all(".sidelight")[0])?.dir === "rtl" ? -1 : 1);
// A box, mirrored if the text runs from right to left.
const along = (element) => {
  const { x, width, ...rest } = box(element);
  return { ...rest, width, x: way() < 0 ? document.documentElement.clientWidth - x - width : x };
};
const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
const reveal = (selector) => {
  const element = find(selector);
  const { top, left, bottom, right } = element.getBoundingClientRect();
  if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth)
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  return element;
};
// Resolves to true as soon as `test` is true, and to the last error or false after `patience` milliseconds.
const until = async (test, patience) => {
  const end = performance.now() + patience;
  for (let pause = 0; ; pause = Math.min(pause + 2, 16)) {
    /** @type {boolean | string} */
    let last = false;
    try {
      if (await test()) return true;
    } catch (error) {
      last = String(error);
    }
    if (performance.now() >= end) return last;
    await new Promise((done) => setTimeout(done, pause));
  }
};
