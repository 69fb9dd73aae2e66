// The types of a story file. Written from stories/story.schema.json: change that, not this.

/** A news article with its entities, highlights, events and quotes. */
export interface Story {
  /** The URL of the schema, for text editors that check the file: "story.schema.json". Sidelight ignores it. */
  $schema?: string | null;
  /** The authors' names, as readers should see them: ["Ana Ruiz", "Wei Chen"]. */
  authors?: ReadonlyArray<string>;
  /** The text: paragraphs, headings, lists and images, in reading order. */
  body: ReadonlyArray<Block>;
  /** The correction of an earlier version, for readers: "An earlier version gave the wrong year." */
  correction?: string | null;
  /** The people, companies, products and terms in the text. Sidelight finds their names and aliases. */
  entities?: ReadonlyArray<EntityEntry>;
  /** The events of the timeline, past or planned. */
  events?: ReadonlyArray<EventEntry>;
  /** Claims and figures in the text, with a note about each. */
  highlights?: ReadonlyArray<HighlightEntry>;
  /** The story's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "open-source-ai". */
  id: Id;
  /** The image at the top of the page. */
  image?: Image | null;
  /**
   * The ids of companies, in the order of their lanes in the timeline. Other companies follow, by their
   * first events.
   */
  lanes?: ReadonlyArray<Id>;
  /** The language of the text, as a BCP 47 tag: "en", "ar", "zh-Hant". */
  lang: string;
  /** The day of the last change, as an EDTF date: "2025-03-26". */
  modified?: string | null;
  /** A note for readers about the article itself, such as the origin of its headline. */
  note?: Fact | null;
  /** The day of publication, as an EDTF date: "2025-03-24". */
  published: string;
  /** The publisher of the article: {"name": "The Example", "url": "https://example.org"}. */
  publisher?: Source | null;
  /** The quotes of the carousel, direct or reported. */
  quotes?: ReadonlyArray<QuoteEntry>;
  /** The source that this article is based on: {"name": "The Example", "url": "https://example.org/report"}. */
  source?: Source | null;
  /** The introductory paragraph under the headline. */
  standfirst?: Rich | null;
  /** The headline. */
  title: string;
  /** The version of the format: 1. */
  version: 1;
}

/** A bar of a chart. */
export interface Bar {
  /** The start of the bar, in the unit of the chart. Not negative. Default: 0. */
  from?: number;
  /** The label of the bar, in a few words: "Earlier estimate". */
  label: string;
  /** The end of the bar, in the unit of the chart. Not less than `from`. */
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

/** A bar chart of numbers, or ranges of numbers, on one scale that begins at zero. */
export interface Chart {
  /** The bars, from top to bottom. The first is the highlighted figure; the others are for comparison. */
  bars: ReadonlyArray<Bar>;
  /** The unit of the numbers: "months". */
  unit: string;
}

/** A person, company, organisation, product or term that the text names. */
export interface EntityEntry {
  /** The id of the person's company or organisation: "deepseek". */
  affiliation?: Id | null;
  /** Other names that the text uses for the entity: ["Facebook"]. Upper and lower case must match the text. */
  aliases?: ReadonlyArray<string>;
  /** The entity's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "deepseek". */
  id: Id;
  /** The kind of entity: "company", "person", "organisation", "product" or "term". */
  kind: Kind;
  /** The id of the company that makes the product: "deepseek". */
  maker?: Id | null;
  /**
   * The name of the entity, as readers should see it: "DeepSeek". Sidelight finds it in the text as whole words.
   * Without a name, readers see the id.
   */
  name?: string;
  /** A person's job, in a few words: "analyst". */
  role?: string | null;
  /** Background on the entity, each fact with its origin. Write one fact for each origin. */
  summary?: ReadonlyArray<Fact>;
  /** The URL of a page about the entity (http or https): "https://example.org". */
  url?: string | null;
}

/** An event that happened or is planned. */
export interface EventEntry {
  /** The id of the company that the event belongs to: "deepseek". The event is in the lane of this company. */
  company?: Id | null;
  /**
   * The date, only as precise as it is known (EDTF, ISO 8601-2). A month: "2025-03". About a year: "2008~".
   * Several days: "2025-02-24/2025-02-28". Not later than a day: "../2025-06-30".
   */
  date: string;
  /** The origin of the date: "article", or a background source. */
  dateSource: Origin;
  /** The event's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "r1". */
  id: Id;
  /** More about the event, each fact with its origin. */
  note?: ReadonlyArray<Fact>;
  /** The status of the event: "happened" or "planned". Default: "happened". */
  status?: Status;
  /** The words in the text that mention the event. */
  target?: TextQuoteSelector | null;
  /** The event in one line: "DeepSeek releases R1". */
  title: string;
}

/** One or two sentences, and their origin: {"text": "R1 is an open model.", "from": "article"}. */
export interface Fact {
  /** The origin of the sentences: "article", or a background source. */
  from: Origin;
  /** The sentences, as readers should see them. */
  text: string;
}

/** A claim or a figure in the text, with its note. */
export interface HighlightEntry {
  /** The ids of the entities that the highlight is about: ["deepseek", "baidu"]. */
  about?: ReadonlyArray<Id>;
  /** A small bar chart that compares numbers on one scale. */
  chart?: Chart | null;
  /** The highlight's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "lag-now". */
  id: Id;
  /** The kind of highlight: "claim" or "figure". */
  kind: HighlightKind;
  /** The facts of the note, each with its origin. */
  note: ReadonlyArray<Fact>;
  /** The words in the text that this highlight underlines. */
  target: TextQuoteSelector;
  /** A short title of the note: "The lag is now shorter". */
  title: string;
}

/** The kind of a highlight. */
export type HighlightKind = "claim" | "figure";

/**
 * An id for links and HTML: 1 to 64 lower-case ASCII letters, digits and hyphens, such as `wei-sun`.
 * 
 * None of these characters needs escaping in a URL fragment (RFC 3986, section 3.5).
 */
export type Id = string;

/** An image. The page reserves space of its size, so that the text does not move when the image loads. */
export interface Image {
  /** A description of the image, for readers who can't see it: "A hand holds a computer chip." */
  alt: string;
  /** The height of the image, in pixels. */
  height: number;
  /** The URL of the image (http, https, or relative to the page): "images/chip.jpg". */
  url: string;
  /** The width of the image, in pixels. */
  width: number;
}

/** An image in the text. The page reserves space of its size, so that the text does not move when the image loads. */
export interface ImageBlock {
  /** A description of the image, for readers who can't see it: "A hand holds a computer chip." */
  alt: string;
  /** The caption under the image. */
  caption?: Rich | null;
  /** The height of the image, in pixels. */
  height: number;
  /** The URL of the image (http, https, or relative to the page): "images/chip.jpg". */
  url: string;
  /** The width of the image, in pixels. */
  width: number;
}

/** The kind of an entity. */
export type Kind = "company" | "person" | "organisation" | "product" | "term";

export interface LinkRun {
  /** The text of the link. */
  text: string;
  /** The URL of the link (http, https or mailto). */
  url: string;
}

/** A list in the text. */
export interface List {
  /** The items of the list, each as text: ["First", "Second"]. */
  items: ReadonlyArray<Rich>;
  /** true for a numbered list, false for a list with bullets. Default: false. */
  ordered?: boolean;
}

/** The origin of a statement or a date: "article", or a background source outside the article. */
export type Origin = "article" | {
  background: Source;
};

/** A quote from the text, with its speaker. */
export interface QuoteEntry {
  /** The ids of the entities that the quote is about: ["deepseek", "baidu"]. */
  about?: ReadonlyArray<Id>;
  /** The quote's id in links: 1 to 64 lower-case letters, digits and hyphens. Example: "wei-sun". */
  id: Id;
  /** Background on the quote, each fact with its origin. */
  note?: ReadonlyArray<Fact>;
  /**
   * The words of the quote in the text, without quotation marks and without the comma before “she said”.
   * If the text interrupts the quote, give each part. Readers see […] for words left out between two parts.
   */
  parts: ReadonlyArray<TextQuoteSelector>;
  /** The speaker: the id or the name of an entity ("wei-sun", "Wei Sun"), or the name of someone else. */
  speaker: string;
  /** The wording: "direct" for the speaker's own words, "reported" for the article's words. */
  speech: Speech;
}

/** Text: a string, or a list of strings and runs that add emphasis or a link. */
export type Rich = string | ReadonlyArray<string | StyledRun>;

/** A source: a publication, a website, a document. */
export interface Source {
  /** The name of the source, as readers should see it: "Company blog". */
  name: string;
  /** The URL of the source (http or https): "https://example.org/report". */
  url?: string | null;
}

/** The wording of a quote: direct or reported speech. */
export type Speech = "direct" | "reported";

/** The status of an event. */
export type Status = "happened" | "planned";

/** A run with a style, as the story file writes it. */
export type StyledRun = {
  em: string;
} | {
  link: LinkRun;
};

/**
 * A range of the text, given by its words: {"exact": "six months", "prefix": "than "}
 * (W3C Web Annotation, TextQuoteSelector).
 */
export interface TextQuoteSelector {
  /** The words, exactly as one block of the text has them: "six months". */
  exact: string;
  /** The text directly before `exact`, needed only if the article has `exact` more than once: "than ". */
  prefix?: string;
  /** The text directly after `exact`, needed only if the article has `exact` more than once: " behind". */
  suffix?: string;
}
