// What a page in TypeScript may write, and what it may not: `cargo xtask test` has the compiler read it.
import type { SidelightState, SidelightStory, Story } from "../../dist/element.js";

const element = document.createElement("sidelight-story");
const queried: SidelightStory | null = document.querySelector("sidelight-story");
queried?.ready.then((it: SidelightStory) => it.isConnected);

const story: Story = { version: 1, id: "small", lang: "en", title: "Small", published: "2025", body: [{ paragraph: "Words." }] };
element.story = story;
element.story = undefined;
const state: SidelightState = { selected: "quote/wei-sun", highlights: "key", timeline: { mode: "list" } };
element.state = state;
element.state = null;
const kept: string = JSON.stringify(element.state);
element.state = JSON.parse(kept);
const focus: string | null | undefined = element.state?.focus;

element.addEventListener("sidelight-ready", ({ detail }) => detail.warnings.map((it) => it.length));
element.addEventListener("sidelight-error", ({ detail }) => detail.code === "panic" && detail.path?.length);
document.addEventListener("sidelight-select", ({ detail }) => detail.selected?.startsWith("quote/"));
window.document.body.addEventListener("sidelight-share", (event) => {
  if (event.detail.as === "link") event.preventDefault();
});
element.addEventListener("click", ({ clientX }) => clientX);

// @ts-expect-error: there is no such highlights
element.state = { highlights: "some" };
// @ts-expect-error: a story has a title
element.story = { version: 1, id: "small", lang: "en", published: "2025", body: [] };
// @ts-expect-error: it can't be set
element.ready = Promise.resolve(element);
// @ts-expect-error: there is no such code
element.addEventListener("sidelight-error", ({ detail }) => detail.code === "lost");
// @ts-expect-error: there is no such tag
document.createElement("sidelight-stories").story;

export { focus };
