// The types of a story file. Written from stories/story.schema.json: change that, not this.

/** A news article, and what stands beside it: who it names, what happened when, and who said what. */
export interface Story {
  /** The address of the schema, for editors. Not read. */
  $schema?: string | null;
  /** Who wrote it. */
  authors?: ReadonlyArray<string>;
  /** The text, block by block. */
  body: ReadonlyArray<Block>;
  /** What was wrong in an earlier version, in words for the reader. */
  correction?: string | null;
  /** The people, companies and things that the text names. Their mentions are found by name and alias. */
  entities?: ReadonlyArray<EntityEntry>;
  /** What happened, or is planned. */
  events?: ReadonlyArray<EventEntry>;
  /** Claims and figures in the text that deserve a note. */
  highlights?: ReadonlyArray<HighlightEntry>;
  /** The name of the story in links: lower-case letters, digits and hyphens. */
  id: Id;
  /** A picture for the head of the page. */
  image?: Image | null;
  /** The ids of companies, in the order of their lanes in the timeline. Those left out follow, by their first event. */
  lanes?: ReadonlyArray<Id>;
  /** The language of the text, as a BCP 47 tag: "en", "ar", "zh-Hant". */
  lang: string;
  /** The day it was last changed (EDTF). */
  modified?: string | null;
  /** What a reader should know about the text itself, such as where its headline comes from. */
  note?: Fact | null;
  /** The day it was published (EDTF, such as "2025-03-24"). */
  published: string;
  /** Who publishes it. */
  publisher?: Source | null;
  /** Who said what. */
  quotes?: ReadonlyArray<QuoteEntry>;
  /** The reporting that this article retells or rests on. */
  source?: Source | null;
  /** The paragraph under the headline that says what the article is about. */
  standfirst?: Rich | null;
  /** The headline. */
  title: string;
  /** The version of the format: 1. */
  version: 1;
}

/** A bar of a chart. */
export interface Bar {
  /** Where it begins; 0 if it is left out. Not negative. */
  from?: number;
  /** What it stands for, in a few words: "As thought before". */
  label: string;
  /** Where it ends. Not less than where it begins. */
  to: number;
}

/** One block of the text. */
export type Block = {
  paragraph: Rich;
} | {
  heading: Rich;
} | {
  list: List;
} | {
  image: ImageBlock;
};

/** Numbers, or spans of numbers, drawn as bars on one scale that begins at zero. */
export interface Chart {
  /** The bars, from top to bottom; the first is the highlight's own, the others are what it is compared with. */
  bars: ReadonlyArray<Bar>;
  /** What is counted: "months". */
  unit: string;
}

/** Someone or something that the text names. */
export interface EntityEntry {
  /** The id of the company or organisation that a person belongs to. */
  affiliation?: Id | null;
  /** Other names that the text uses for it. Upper and lower case matter. */
  aliases?: ReadonlyArray<string>;
  /** Its name in links: lower-case letters, digits and hyphens. */
  id: Id;
  /** What it is. */
  kind: Kind;
  /** The id of the company that makes a product. */
  maker?: Id | null;
  /**
   * Its name as a reader should see it; found in the text wherever it stands as whole words. Without one, its id is
   * shown.
   */
  name?: string;
  /** What a person does, in a few words: "analyst". */
  role?: string | null;
  /** What a reader should know about it, and where that is known from. More than one where the sources differ. */
  summary?: ReadonlyArray<Fact>;
  /** Its page elsewhere (http or https). */
  url?: string | null;
}

/** Something that happened, or is planned. */
export interface EventEntry {
  /** The id of the company whose event it is. */
  company?: Id | null;
  /** When, only as precisely as it is known (EDTF, ISO 8601-2): "2025-03", "2008~", "2025-02-24/2025-02-28", "../2025-06-30". */
  date: string;
  /** Where the date is known from. */
  dateSource: Origin;
  /** Its name in links: lower-case letters, digits and hyphens. */
  id: Id;
  /** What a reader should know beyond the title. */
  note?: ReadonlyArray<Fact>;
  /** Whether it has happened. */
  status?: Status;
  /** Where the article speaks of it. */
  target?: TextQuoteSelector | null;
  /** What happens, in one line: "DeepSeek releases R1". */
  title: string;
}

/** A sentence or two, and where it is known from. */
export interface Fact {
  /** Where they are known from. */
  from: Origin;
  /** The words. */
  text: string;
}

/** A claim or a figure in the text, with its note. */
export interface HighlightEntry {
  /** The ids of the entities that it is about. */
  about?: ReadonlyArray<Id>;
  /** A small drawing, where one helps: numbers side by side on one scale. */
  chart?: Chart | null;
  /** Its name in links: lower-case letters, digits and hyphens. */
  id: Id;
  /** What it marks. */
  kind: HighlightKind;
  /** What the note says. */
  note: ReadonlyArray<Fact>;
  /** Where it stands in the text. */
  target: TextQuoteSelector;
  /** A short title for its note. */
  title: string;
}

/** What a highlight marks. */
export type HighlightKind = "claim" | "figure";

/**
 * The name of a thing in links and as an HTML id: ASCII lower-case letters, digits and hyphens, at most 64 of them,
 * so that a URL fragment (RFC 3986, section 3.5) carries it unescaped.
 */
export type Id = string;

/** A picture. Its size is needed so that nothing moves when it arrives. */
export interface Image {
  /** What it shows, for those who do not see it. */
  alt: string;
  /** Its height in pixels. */
  height: number;
  /** Its address (http, https, or relative to the page). */
  url: string;
  /** Its width in pixels. */
  width: number;
}

/** An image in the text, with its caption. Its size is needed so that nothing moves when it arrives. */
export interface ImageBlock {
  /** What it shows, for readers who can't see it. */
  alt: string;
  /** The caption under it. */
  caption?: Rich | null;
  /** Its height in pixels. */
  height: number;
  /** Its URL (http, https, or relative to the page). */
  url: string;
  /** Its width in pixels. */
  width: number;
}

/** What an entity is. */
export type Kind = "company" | "person" | "organisation" | "product" | "term";

export interface LinkRun {
  /** The words of the link. */
  text: string;
  /** Its address (http, https or mailto). */
  url: string;
}

/** A list in the text. */
export interface List {
  /** The items. */
  items: ReadonlyArray<Rich>;
  /** Whether the items are numbered. */
  ordered?: boolean;
}

/** Whether the article itself says a thing, or something outside it. */
export type Origin = "article" | {
  background: Source;
};

/** Something that someone said. */
export interface QuoteEntry {
  /** The ids of the entities that it is about. */
  about?: ReadonlyArray<Id>;
  /** Its name in links: lower-case letters, digits and hyphens. */
  id: Id;
  /** What a reader should know about it. */
  note?: ReadonlyArray<Fact>;
  /**
   * Where it stands in the text, without its quotation marks, and without a comma that belongs to “she said”. A
   * quotation that the text breaks has several parts; where words stand between two, […] shows that they are left out.
   */
  parts: ReadonlyArray<TextQuoteSelector>;
  /** The id or the name of the entity that said it, or the name of someone who is none. */
  speaker: string;
  /** Whether the words are the speaker's own. */
  speech: Speech;
}

/** Text: a string, or a list of strings and runs that add emphasis or a link. */
export type Rich = string | ReadonlyArray<string | StyledRun>;

/** Where something is known from. */
export interface Source {
  /** Its name, as a reader should see it. */
  name: string;
  /** Its address (http or https). */
  url?: string | null;
}

/** How words were said. */
export type Speech = "direct" | "reported";

/** Whether an event has happened. */
export type Status = "happened" | "planned";

/** One run, as it is written. */
export type StyledRun = {
  em: string;
} | {
  link: LinkRun;
};

/** A place in the text, by the words that stand there (W3C Web Annotation, TextQuoteSelector). */
export interface TextQuoteSelector {
  /** The words, exactly as they stand in one block of the text. */
  exact: string;
  /** The words before them, where `exact` stands more than once. */
  prefix?: string;
  /** The words after them, where `exact` stands more than once. */
  suffix?: string;
}
