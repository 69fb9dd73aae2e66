// The parts of both sets: the data of the page, and the highlights with their notes.
import { autoUpdate, computePosition, flip, offset, shift } from "@floating-ui/dom";
import { createTextAnnotator, Origin } from "@recogito/text-annotator";
import "@recogito/text-annotator/text-annotator.css";

/** The notes, the highlights (note, start, end) and the events, as the page contains them. */
export const data = JSON.parse(document.getElementById("data").textContent);

const waiting = new Set(["highlights", "quotes", "timeline"]);

/** Reports that a part reacts to the reader. After the last part the page is ready. */
export const isReady = (part) => {
  if (waiting.delete(part) && !waiting.size) dispatchEvent(new Event("peer-ready"));
};

/** Shows the paragraph that an event belongs to. */
export const showParagraph = (number) => {
  document.querySelector(".shown")?.classList.remove("shown");
  const paragraph = document.getElementById(`p${number}`);
  paragraph?.classList.add("shown");
  paragraph?.scrollIntoView({ block: "center" });
};

export const startHighlights = () => {
  const article = document.getElementById("article");
  const card = document.getElementById("card");
  const annotator = createTextAnnotator(article, { annotatingEnabled: false, userSelectAction: "SELECT" });
  let stopFollowing = () => {};
  const close = () => {
    stopFollowing();
    card.hidden = true;
  };
  const open = (annotation) => {
    const [title, kind, text] = data.notes[data.highlights[annotation.id][0]];
    const [name, label, body] = ["strong", "div", "p"].map((tag) => document.createElement(tag));
    [name.textContent, label.textContent, body.textContent] = [title, kind, text];
    card.replaceChildren(name, label, body);
    card.setAttribute("aria-label", title);
    card.hidden = false;
    const { range } = annotation.target.selector[0];
    const reference = { getBoundingClientRect: () => range.getBoundingClientRect(), contextElement: article };
    const middleware = [offset(6), flip(), shift({ padding: 8 })];
    stopFollowing = autoUpdate(reference, card, async () => {
      const { x, y } = await computePosition(reference, card, { placement: "bottom", middleware });
      Object.assign(card.style, { left: `${x}px`, top: `${y}px` });
    });
  };
  annotator.on("selectionChanged", ([annotation]) => {
    close();
    if (annotation) open(annotation);
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") annotator.setSelected();
  });
  const text = article.textContent;
  const annotations = data.highlights.map(([, start, end], at) => {
    const selector = [{ quote: text.slice(start, end), start, end }];
    return { id: String(at), bodies: [], target: { annotation: String(at), selector } };
  });
  // The store finds the ranges of the text once. `setAnnotations` of version 4.1.1 finds them again at every change.
  annotator.state.store.bulkAddAnnotations(annotations, true, Origin.REMOTE);
  const unsubscribe = annotator.renderer.on("onRedraw", () => {
    unsubscribe();
    isReady("highlights");
  });
};
