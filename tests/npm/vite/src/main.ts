import "sidelight-story";
import "sidelight-story/style.css";
import { harbour, lighthouse } from "./stories";

const element = document.querySelector("sidelight-story");
const told = document.querySelector("#told");
if (!element || !told) throw new Error("the page has no story");

element.story = lighthouse;
element.addEventListener("sidelight-select", ({ detail }) => {
  told.textContent = detail.selected;
});
document.querySelector("#turn")?.addEventListener("click", () => {
  element.story = harbour;
});
