// What <sidelight-story> takes in JSX. Import "sidelight-story/react" in the place of "sidelight-story"; React 19 sets the
// properties, and listens.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { HighlightFilter, SidelightState, SidelightStory, SidelightStoryEventMap, Story } from "./element.js";

export type * from "./element.js";

/** A listener for each event: `onsidelight-select`. */
type Listeners = {
  [Name in keyof SidelightStoryEventMap as `on${Name}`]?: ((event: SidelightStoryEventMap[Name]) => void) | undefined;
};

/** The attributes of the element, its properties, and listeners. */
export interface SidelightStoryAttributes extends HTMLAttributes<SidelightStory>, Listeners {
  /** The story, as an object in the shape of a story file. Wins over `src`. Another object is another story. */
  story?: Story | undefined;
  /** What the reader looks at. It is set anew whenever another object is given. */
  state?: SidelightState | null | undefined;
  src?: string | undefined;
  lang?: string | undefined;
  theme?: "auto" | "light" | "dark" | undefined;
  highlights?: HighlightFilter | undefined;
  "no-timeline"?: boolean | undefined;
  "no-quotes"?: boolean | undefined;
  "deep-links"?: boolean | undefined;
  "share-url"?: string | undefined;
  "preview-pages"?: boolean | undefined;
  "preview-images"?: string | undefined;
  "host-fonts"?: boolean | undefined;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "sidelight-story": DetailedHTMLProps<SidelightStoryAttributes, SidelightStory>;
    }
  }
}
