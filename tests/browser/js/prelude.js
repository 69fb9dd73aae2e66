// What every script of a test can use. A selector may pierce shadow roots: "x-host >>> p"; one that begins with
// ">>>" begins in the first `sidelight-story`.
const all = (selector) =>
  selector
    .split(">>>")
    .map((part) => part.trim() || "sidelight-story")
    .reduce((scopes, part) => scopes.flatMap((scope) => [...((scope.shadowRoot ?? (scope === document ? scope : null))?.querySelectorAll(part) ?? [])]), [document]);
const find = (selector) => {
  const found = all(selector)[0];
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const box = (element) => {
  const { x, y, width, height } = (typeof element === "string" ? find(element) : element).getBoundingClientRect();
  return { x, y, width, height };
};
const active = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
// 1 where text runs from left to right, -1 where it runs the other way.
const way = () => ((all(">>> .sidelight")[0] ?? all(".sidelight")[0])?.dir === "rtl" ? -1 : 1);
// A box as it would stand if text ran from left to right.
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
