import type { SidelightStory, SidelightWarning } from "sidelight-story/react";
import "sidelight-story/react";
import "sidelight-story/style.css";
import { useEffect, useRef, useState } from "react";
import { harbour, lighthouse } from "./stories";

/** A story that can be replaced, removed and reinserted; the selection is shown beside it. */
export function App() {
  const [story, setStory] = useState(lighthouse);
  const [warnings, setWarnings] = useState<SidelightWarning[]>();
  const [isInserted, setInserted] = useState(true);
  const [events, setEvents] = useState<string | null>(null);
  const [selected, setSelected] = useState<string>();
  const [effects, setEffects] = useState(0);
  const element = useRef<SidelightStory>(null);
  // In StrictMode, React runs this effect twice.
  useEffect(() => setEffects((before) => before + 1), []);
  return (
    <>
      <button id="replace" onClick={() => setStory(harbour)}>
        Replace the story
      </button>
      <button id="insert" onClick={() => setInserted(!isInserted)}>
        Remove or reinsert the story
      </button>
      <button id="read-state" onClick={() => setSelected(element.current?.state?.selected ?? "nothing")}>
        Read the selection
      </button>
      <output id="events">{events}</output>
      <output id="warnings">{warnings && `${warnings.length} warnings`}</output>
      <output id="selected">{selected}</output>
      <output id="effects">{effects}</output>
      {isInserted && (
        <sidelight-story
          ref={element}
          story={story}
          theme="light"
          no-timeline={true}
          className="story"
          onsidelight-ready={({ detail }) => setWarnings(detail.warnings)}
          onsidelight-select={({ detail }) => setEvents(detail.selected)}
        />
      )}
    </>
  );
}

export const withReplace = () => <sidelight-story deep-links="replace" no-quotes={false} host-fonts="" />;
// @ts-expect-error: deep-links has no such value
export const withUnknownDeepLinks = () => <sidelight-story deep-links="push" />;
// @ts-expect-error: there is no such theme
export const withUnknownTheme = () => <sidelight-story theme="blue" />;
// @ts-expect-error: a story has a title
export const withoutTitle = () => <sidelight-story story={{ version: 1, id: "small", lang: "en", body: [] }} />;
// @ts-expect-error: the event has no such detail
export const withUnknownDetail = () => <sidelight-story onsidelight-select={({ detail }) => detail.warnings} />;
// @ts-expect-error: there is no such tag
export const withUnknownTag = () => <sidelight-stories />;
