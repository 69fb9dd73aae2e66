import type { SidelightStory } from "sidelight-story/react";
import "sidelight-story/react";
import "sidelight-story/style.css";
import { useRef, useState } from "react";
import { harbour, lighthouse } from "./stories";

/** A story that can be turned to another, taken away and put back; what is chosen in it stands beside it. */
export function App() {
  const [story, setStory] = useState(lighthouse);
  const [isThere, setThere] = useState(true);
  const [told, setTold] = useState<string | null>(null);
  const [warnings, setWarnings] = useState(0);
  const element = useRef<SidelightStory>(null);
  return (
    <>
      <button id="turn" onClick={() => setStory(harbour)}>
        Turn to another story
      </button>
      <button id="there" onClick={() => setThere(!isThere)}>
        Take it away, or put it back
      </button>
      <button id="again" onClick={() => element.current?.ready.then((it) => setTold(it.state?.selected ?? "nothing"))}>
        Say what is chosen
      </button>
      <output id="told">{told}</output>
      <output id="warnings">{warnings}</output>
      {isThere && (
        <sidelight-story
          ref={element}
          story={story}
          theme="light"
          no-timeline={true}
          className="story"
          onsidelight-ready={({ detail }) => setWarnings(detail.warnings.length)}
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
