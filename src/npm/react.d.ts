// TypeScript types of <sidelight-story> in JSX, for React 19 and newer. Import "sidelight-story/react" instead of
// "sidelight-story". React sets the properties of the element, and adds its event listeners.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { SidelightState, SidelightStory, SidelightStoryEventMap, Story } from "./element.js";

export type * from "./element.js";

/** A listener for each event: `onsidelight-select`. */
type Listeners = {
  [Name in keyof SidelightStoryEventMap as `on${Name}`]?: ((event: SidelightStoryEventMap[Name]) => void) | undefined;
};

/**
 * The attributes and properties of the element, and its event listeners. React writes an attribute that is `true` as an
 * empty value, and leaves out one that is `false`.
 */
export interface SidelightStoryAttributes extends HTMLAttributes<SidelightStory>, Listeners {
  // <generated> from custom-elements.json
  /** The story, as an object with the fields of a story file. It takes precedence over a script inside the element, which takes precedence over `src`. */
  story?: Story | undefined;
  /** The reader's choices, as a plain object. It can be stored as JSON and set again. Null until a story is live. Setting it moves neither the keyboard focus nor the page. */
  state?: SidelightState | null | undefined;
  /** URL of the story: a story file (JSON) or a compiled story. */
  src?: string | undefined;
  /** Language of the interface, as a BCP 47 tag. If it is not set, the interface has the language of the story. If that language is not in the build, the interface is in English. */
  lang?: string | undefined;
  /** Colour scheme. `auto` follows the setting of the reader's system. */
  theme?: "auto" | "light" | "dark" | undefined;
  /** Highlights that are shown until the reader chooses. `key` shows claims, figures and quotes, and of each prominent name the first mention on each screen. `off` shows none. */
  highlights?: "key" | "all" | "off" | undefined;
  /** Hides the timeline. Events are still highlighted in the text. */
  "no-timeline"?: boolean | "" | undefined;
  /** Hides the carousel of quotes. Quotes are still highlighted in the text. */
  "no-quotes"?: boolean | "" | undefined;
  /** Keeps the reader's selection in the URL fragment and restores it on load. The value `replace` uses `history.replaceState` instead of `history.pushState`. Set it on one element of a page only. */
  "deep-links"?: "" | "replace" | boolean | undefined;
  /** Absolute URL for copied links. Without it, and with `deep-links`, copied links have the URL of the page. Without both there are no "Copy link" buttons. */
  "share-url"?: string | undefined;
  /** Copied links to a quote or an event point to its preview page, which has Open Graph tags and redirects to the story. `cargo xtask build` writes these pages next to the page of the story. */
  "preview-pages"?: boolean | "" | undefined;
  /** Ids of the quotes that have a preview image, separated by spaces. Needs `preview-pages`. */
  "preview-images"?: string | undefined;
  /** Uses the typeface and the font size of the page around the element for all text. A prerendered article always uses them. */
  "host-fonts"?: boolean | "" | undefined;
  /** Renders the whole story into a shadow root, so that no style of the page reaches it. It is read when a story is shown. Without it a prerendered article stays in the page. */
  isolated?: boolean | "" | undefined;
  // </generated>
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "sidelight-story": DetailedHTMLProps<SidelightStoryAttributes, SidelightStory>;
    }
  }
}
