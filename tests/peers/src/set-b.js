// Set B: vis-timeline for the timeline, Swiper for the quotes.
import Swiper from "swiper";
import { A11y, Navigation } from "swiper/modules";
import "swiper/css";
import { DataSet, Timeline } from "vis-timeline/standalone/esm/vis-timeline-graph2d.min.js";
import "vis-timeline/styles/vis-timeline-graph2d.min.css";
import { data, isReady, showParagraph, startHighlights } from "./highlights.js";

const startQuotes = () => {
  const part = (name) => document.querySelector(`#quotes .${name}`);
  part("viewport").classList.add("swiper");
  part("slides").classList.add("swiper-wrapper");
  for (const slide of part("slides").children) slide.classList.add("swiper-slide");
  const update = ({ activeIndex, slides }) => {
    part("position").textContent = `${activeIndex + 1} of ${slides.length}`;
  };
  new Swiper(part("viewport"), {
    modules: [Navigation, A11y],
    navigation: { prevEl: part("previous"), nextEl: part("next"), addIcons: false },
    on: {
      slideChange: update,
      afterInit: (carousel) => {
        update(carousel);
        isReady("quotes");
      },
    },
  });
};

const startTimeline = () => {
  const events = data.events.map(({ title, company, start, end }, id) => ({
    id,
    group: company,
    content: title,
    start,
    ...(end ? { end, type: "range" } : { type: "box" }),
  }));
  const companies = [...new Set(data.events.map(({ company }) => company))];
  const timeline = new Timeline(
    document.getElementById("timeline"),
    new DataSet(events),
    new DataSet(companies.map((id) => ({ id, content: id }))),
    {
      height: 520,
      verticalScroll: true,
      zoomKey: "ctrlKey",
      orientation: "top",
      onInitialDrawComplete: () => isReady("timeline"),
    },
  );
  timeline.on("select", ({ items: [number] }) => {
    if (number !== undefined) showParagraph(data.events[number].paragraph);
  });
};

startHighlights();
startQuotes();
startTimeline();
