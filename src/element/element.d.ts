// TypeScript types of <sidelight-story>. custom-elements.json has the same contract for editors and other tools.
import type { Story } from "./stories/story.js";

export type { Story };

/** The highlights that are shown. */
export type HighlightFilter = "all" | "key" | "off";

/**
 * The reader's choices. They can be stored as JSON, sent, and set again. A missing field has its initial value. Ids that
 * the story does not have are ignored.
 */
export interface SidelightState {
  /**
   * The selected item: `quote/wei-sun`, as in URL fragments. `note/deepseek/2` is the second occurrence of an item in the
   * text.
   */
  selected?: string | null;
  /** The id of the followed company. */
  followed?: string | null;
  /** The highlights that are shown. */
  highlights?: HighlightFilter;
  /** The occurrences whose notes are pinned, written as in `selected`. */
  pinned?: string[];
  quotes?: {
    /** The id of the quote that is shown. */
    current?: string | null;
    /** True if all quotes are shown as a list. */
    list?: boolean;
    /** True if quotes that are not about the followed company are shown, too. */
    unrelated?: boolean;
    /** The ids of the long quotes that are shown in full. */
    expanded?: string[];
  };
  timeline?: {
    /** Null: a chart if there is room, otherwise a list. */
    mode?: "chart" | "list" | null;
    /** The visible range in days, as an EDTF interval (ISO 8601-2): `2025-01-01/2025-06-30`. Null: the whole range. */
    range?: string | null;
    /** The text in the search field. */
    search?: string;
    /** The companies whose lanes are shown, by id. "" is the lane of events without a company. */
    companies?: string[];
    /** The companies whose lanes are collapsed, by id. "" is the lane of events without a company. */
    folded?: string[];
    /** True if the timeline follows the reader's scroll position in the text. */
    followReading?: boolean;
  };
}

/** A part of a story that could not be used. The rest of the story is shown. */
export interface SidelightWarning {
  /** A code of the form `S0201`. docs/troubleshooting.md has an entry for each code. */
  code: string;
  /** The location in the story file: `events[3].date`. */
  path: string;
  /** The cause as a sentence, in English. */
  message: string;
}

/** The detail of `sidelight-ready`. */
export interface SidelightReadyDetail {
  /** The parts of the story that could not be used. */
  warnings: SidelightWarning[];
}

/**
 * The code of a story error (`S…`) or of a loading failure (`L…`). docs/troubleshooting.md has an entry for each code.
 */
export type SidelightErrorCode =
  /** The story is not JSON. */
  | "S0101"
  /** The version of the story format is not supported. */
  | "S0102"
  /** A field of the story has the wrong type, or is missing. */
  | "S0103"
  /** The property `story` can't be converted to JSON. */
  | "S0104"
  /** A compiled story is damaged. */
  | "S0105"
  /** A compiled story is of another version of Sidelight. */
  | "S0106"
  /** The browser has no WebAssembly. */
  | "L01"
  /** Loading took longer than 60 seconds. */
  | "L02"
  /** The Content-Security-Policy forbids WebAssembly. */
  | "L03"
  /** A file can't be reached: the server is down, or `connect-src` in the Content-Security-Policy forbids it. */
  | "L04"
  /** A file can't be read from this page: the server does not send `Access-Control-Allow-Origin` (CORS). */
  | "L05"
  /** A file was not found. The message has the HTTP status. */
  | "L06"
  /** A script has the wrong media type. */
  | "L07"
  /** A file is damaged, or blocked by Subresource Integrity or `script-src` in the Content-Security-Policy. */
  | "L08"
  /** The story file could not be fetched. */
  | "L10"
  /** The live view has failed while running. */
  | "L11";

/** The detail of `sidelight-error`. */
export interface SidelightErrorDetail {
  /** The code of the story error or loading failure. */
  code: SidelightErrorCode;
  /** The location in the story file: `events[3].date`, or `line 3, column 7`. Null if it is not known. */
  path: string | null;
  /** The cause as a sentence, in English. */
  message: string;
}

/** The detail of `sidelight-select`. */
export interface SidelightSelectDetail {
  /** The selected item, written as in `state`: `quote/wei-sun`. */
  selected: string | null;
  /** The id of the followed company. */
  followed: string | null;
  /** The URL fragment of the selection, without its `#`. */
  fragment: string | null;
}

/** The detail of `sidelight-share`. */
export interface SidelightShareDetail {
  /** A copied quotation, a copied link, or the system's share sheet. */
  as: "quotation" | "link" | "sheet";
  /** The text that is copied or shared. For `link`, the URL. */
  text: string | null;
  /** The URL that is copied or shared. */
  url: string | null;
}

/** The events of the element, by name. */
export interface SidelightStoryEventMap {
  "sidelight-ready": CustomEvent<SidelightReadyDetail>;
  "sidelight-error": CustomEvent<SidelightErrorDetail>;
  "sidelight-select": CustomEvent<SidelightSelectDetail>;
  "sidelight-share": CustomEvent<SidelightShareDetail>;
}

/** A news article with highlights, notes, a timeline and quotes. */
export interface SidelightStory extends HTMLElement {
  /**
   * The story, as an object with the fields of a story file. It takes precedence over a script inside the element, which
   * takes precedence over `src`.
   */
  get story(): Story | undefined;
  set story(story: Story | undefined);
  /** The reader's choices. Null until a story is live. Setting it moves neither the keyboard focus nor the page. */
  get state(): Required<SidelightState> | null;
  set state(state: SidelightState | null);
  /** Resolves to the element when the story is live. Rejects with the detail of `sidelight-error`. */
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

  /** The events bubble and are composed: any ancestor can listen to them, also outside a shadow root. */
  interface GlobalEventHandlersEventMap extends SidelightStoryEventMap {}
}
