// What <sidelight-story> is, for TypeScript. custom-elements.json says the same for editors and their tools.
import type { Story } from "./stories/story.js";

export type { Story };

/** Which highlights the text shows. */
export type HighlightFilter = "all" | "key" | "off";

/**
 * What the reader looks at. It can be stored, sent, and set again. What is left out is as at first, and what the story
 * doesn't have is passed over.
 */
export interface SidelightState {
  /** What is chosen, by its name in links: `quote/wei-sun`; `note/deepseek/2` is one of its places in the text. */
  selected?: string | null;
  /** The company in focus, by its id. */
  followed?: string | null;
  highlights?: HighlightFilter;
  /** The places whose notes the reader keeps open, as `selected` has them. */
  pinned?: string[];
  quotes?: {
    /** The quote that is shown, by its id. */
    current?: string | null;
    /** Whether all are shown at once. */
    list?: boolean;
    /** Whether those are shown, too, that have nothing to do with the company in focus. */
    unrelated?: boolean;
    /** The long ones that are shown in full, by their ids. */
    expanded?: string[];
  };
  timeline?: {
    /** Drawn, or told; null: as there is room. */
    mode?: "chart" | "list" | null;
    /** The part of time in view, to the day: an EDTF interval (ISO 8601-2), `2025-01-01/2025-06-30`; null: all of it. */
    range?: string | null;
    /** The words that are looked for. */
    search?: string;
    /** The lanes that are looked for, by the ids of their companies; "" is the lane of no company. */
    companies?: string[];
    /** The lanes that are folded up, likewise. */
    folded?: string[];
    /** Whether it follows the reader's place in the text. */
    followReading?: boolean;
  };
}

/** A story is live. */
export interface SidelightReadyDetail {
  /** What could not be used in it, in words. */
  warnings: string[];
}

/** A story can't be shown, or the live view can't be had: the static copy stands. */
export interface SidelightErrorDetail {
  code: "not-json" | "version" | "shape" | "not-fetched" | "not-loaded" | "panic";
  message: string;
  /** Where in the story file it is: `events[3].date`. */
  path: string | null;
}

/** The reader has chosen something, or let it go. */
export interface SidelightSelectDetail {
  /** What is chosen, as `state` has it. */
  selected: string | null;
  /** The company in focus, by its id. */
  followed: string | null;
  /** What leads to it: a URL's fragment, without its `#`. */
  fragment: string | null;
}

/** The reader passes something on. Who prevents the default does so themselves. */
export interface SidelightShareDetail {
  as: "quotation" | "link" | "sheet";
  /** The words, or the link where it is copied. */
  text: string | null;
  url: string | null;
}

export interface SidelightStoryEventMap {
  "sidelight-ready": CustomEvent<SidelightReadyDetail>;
  "sidelight-error": CustomEvent<SidelightErrorDetail>;
  "sidelight-select": CustomEvent<SidelightSelectDetail>;
  "sidelight-share": CustomEvent<SidelightShareDetail>;
}

/** A news article to be read closely. */
export interface SidelightStory extends HTMLElement {
  /** The story, as an object in the shape of a story file. Wins over a script inside the element, and over `src`. */
  get story(): Story | undefined;
  set story(story: Story | undefined);
  /** What the reader looks at; null until a story is there. Neither the focus nor the page moves when it is set. */
  get state(): Required<SidelightState> | null;
  set state(state: SidelightState | null);
  /** Fulfilled with the element once the story is live; rejected with what `sidelight-error` tells. */
  readonly ready: Promise<this>;

  addEventListener<K extends keyof SidelightStoryEventMap>(
    type: K,
    listener: (this: SidelightStory, event: SidelightStoryEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: SidelightStory, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof SidelightStoryEventMap>(
    type: K,
    listener: (this: SidelightStory, event: SidelightStoryEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: SidelightStory, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "sidelight-story": SidelightStory;
  }

  /** They bubble, and are composed: they can be listened to anywhere above. */
  interface GlobalEventHandlersEventMap extends SidelightStoryEventMap {}
}
