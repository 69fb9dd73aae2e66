import "sidelight-story";
import "sidelight-story/style.css";
import { harbour, lighthouse } from "./stories";

const element = document.querySelector("sidelight-story");
const events = document.querySelector("#events");
if (!element || !events) throw new Error("the page has no story");

element.story = lighthouse;
element.addEventListener("sidelight-select", ({ detail }) => {
  events.textContent = detail.selected;
});
document.querySelector("#switch")?.addEventListener("click", () => {
  element.story = harbour;
});
