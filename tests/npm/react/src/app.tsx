import type { SidelightStory, SidelightWarning } from "sidelight-story/react";
import "sidelight-story/react";
import "sidelight-story/style.css";
import { useEffect, useRef, useState } from "react";
import { harbour, lighthouse } from "./stories";

/** A story that can be replaced, removed and reinserted; the selection is shown beside it. */
export function App() {
  const [story, setStory] = useState(lighthouse);
  const [warnings, setWarnings] = useState<SidelightWarning[]>();
  const [isThere, setThere] = useState(true);
  const [selected, setSelected] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string>();
  const [effects, setEffects] = useState(0);
  const element = useRef<SidelightStory>(null);
  // StrictMode runs effects twice.
  useEffect(() => setEffects((before) => before + 1), []);
  return (
    <>
      <button id="switch" onClick={() => setStory(harbour)}>
        Show another story
      </button>
      <button id="there" onClick={() => setThere(!isThere)}>
        Remove or reinsert the story
      </button>
      <button id="say" onClick={() => setChosen(element.current?.state?.selected ?? "nothing")}>
        Show the selection
      </button>
      <output id="events">{selected}</output>
      <output id="warnings">{warnings && `${warnings.length} warnings`}</output>
      <output id="chosen">{chosen}</output>
      <output id="effects">{effects}</output>
      {isThere && (
        <sidelight-story
          ref={element}
          story={story}
          theme="light"
          no-timeline={true}
          className="story"
          onsidelight-ready={({ detail }) => setWarnings(detail.warnings)}
          onsidelight-select={({ detail }) => setSelected(detail.selected)}
        />
      )}
    </>
  );
}

export const withReplace = () => <sidelight-story deep-links="replace" no-quotes={false} host-fonts="" />;
// @ts-expect-error: deep-links has no such value
export const ofNoSteps = () => <sidelight-story deep-links="push" />;
// @ts-expect-error: there is no such theme
export const ofNoTheme = () => <sidelight-story theme="blue" />;
// @ts-expect-error: a story has a title
export const ofNoTitle = () => <sidelight-story story={{ version: 1, id: "small", lang: "en", body: [] }} />;
// @ts-expect-error: the event has no such detail
export const ofNoDetail = () => <sidelight-story onsidelight-select={({ detail }) => detail.warnings} />;
// @ts-expect-error: there is no such tag
export const ofNoTag = () => <sidelight-stories />;
