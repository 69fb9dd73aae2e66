// Set A: TimelineJS for the timeline, Embla for the quotes.
import TL from "@knight-lab/timelinejs/dist/js/timeline.js";
import "@knight-lab/timelinejs/dist/css/timeline.css";
import EmblaCarousel from "embla-carousel";
import { data, isReady, showParagraph, startHighlights } from "./highlights.js";

const startQuotes = () => {
  const [viewport, previous, next, position] = ["viewport", "previous", "next", "position"].map((name) =>
    document.querySelector(`#quotes .${name}`),
  );
  const carousel = EmblaCarousel(viewport);
  const update = () => {
    previous.disabled = !carousel.canScrollPrev();
    next.disabled = !carousel.canScrollNext();
    position.textContent = `${carousel.selectedScrollSnap() + 1} of ${carousel.scrollSnapList().length}`;
  };
  previous.addEventListener("click", () => carousel.scrollPrev());
  next.addEventListener("click", () => carousel.scrollNext());
  carousel.on("select", update).on("reInit", update);
  update();
  isReady("quotes");
};

/** A date of TimelineJS, from a year, a month or a day (ISO 8601). */
const dateOf = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  return { year, month, day };
};

const startTimeline = () => {
  const box = document.getElementById("timeline");
  const events = data.events.map(({ title, company, start, end }, at) => ({
    unique_id: `event-${at}`,
    group: company,
    text: { headline: title, text: "" },
    start_date: dateOf(start),
    ...(end && { end_date: dateOf(end) }),
  }));
  // Without `font: null`, TimelineJS requests fonts from another host.
  const options = { font: null, script_path: document.baseURI, hash_bookmark: false };
  const timeline = new TL.Timeline(box, { events }, options);
  box.addEventListener("click", ({ target }) => {
    const number = target.closest(".tl-timemarker")?.id.match(/^event-(\d+)-marker$/)?.[1];
    if (number) showParagraph(data.events[number].paragraph);
  });
  timeline.on("ready", () => isReady("timeline"));
};

startHighlights();
startQuotes();
startTimeline();
