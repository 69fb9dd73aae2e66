import type { SidelightStory, SidelightWarning } from "sidelight-story/react";
import "sidelight-story/react";
import "sidelight-story/style.css";
import { useEffect, useRef, useState } from "react";
import { harbour, lighthouse } from "./stories";

/** A story that can be turned to another, taken away and put back; what is chosen in it stands beside it. */
export function App() {
  const [story, setStory] = useState(lighthouse);
  const [warnings, setWarnings] = useState<SidelightWarning[]>();
  const [isThere, setThere] = useState(true);
  const [told, setTold] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string>();
  const [effects, setEffects] = useState(0);
  const element = useRef<SidelightStory>(null);
  // Twice, where StrictMode is at work.
  useEffect(() => setEffects((before) => before + 1), []);
  return (
    <>
      <button id="turn" onClick={() => setStory(harbour)}>
        Turn to another story
      </button>
      <button id="there" onClick={() => setThere(!isThere)}>
        Take it away, or put it back
      </button>
      <button id="say" onClick={() => setChosen(element.current?.state?.selected ?? "nothing")}>
        Say what is chosen
      </button>
      <output id="told">{told}</output>
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
          onsidelight-select={({ detail }) => setTold(detail.selected)}
        />
      )}
    </>
  );
}

// @ts-expect-error: there is no such theme
export const ofNoTheme = () => <sidelight-story theme="blue" />;
// @ts-expect-error: a story has a title
export const ofNoTitle = () => <sidelight-story story={{ version: 1, id: "small", lang: "en", body: [] }} />;
// @ts-expect-error: what is heard has no such detail
export const ofNoDetail = () => <sidelight-story onsidelight-select={({ detail }) => detail.warnings} />;
// @ts-expect-error: there is no such tag
export const ofNoTag = () => <sidelight-stories />;
