// Uses of the element in TypeScript that are allowed, and some that are errors. `cargo xtask test` compiles this file.
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
const followed: string | null | undefined = element.state?.followed;

element.addEventListener("sidelight-ready", ({ detail }) => detail.warnings.map(({ code, path, message }) => code + path + message));
element.addEventListener("sidelight-error", ({ detail }) => detail.code === "L11" && detail.path?.length);
document.addEventListener("sidelight-select", ({ detail }) => detail.selected?.startsWith("quote/"));
window.document.body.addEventListener("sidelight-share", (event) => {
  if (event.detail.as === "link") event.preventDefault();
});
element.addEventListener("click", ({ clientX }) => clientX);

// @ts-expect-error: there is no such value
element.state = { highlights: "some" };
// @ts-expect-error: a story has a title
element.story = { version: 1, id: "small", lang: "en", published: "2025", body: [] };
// @ts-expect-error: it can't be set
element.ready = Promise.resolve(element);
// @ts-expect-error: there is no such code
element.addEventListener("sidelight-error", ({ detail }) => detail.code === "not-loaded");
// @ts-expect-error: a warning is an object
element.addEventListener("sidelight-ready", ({ detail }) => detail.warnings.join("").length + detail.warnings[0]!.length);
// @ts-expect-error: there is no such tag
document.createElement("sidelight-stories").story;

export { followed };
