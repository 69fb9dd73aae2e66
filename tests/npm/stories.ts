import type { Story } from "sidelight-story";

export const lighthouse: Story = {
  version: 1,
  id: "lighthouse",
  lang: "en",
  title: "The lighthouse is for sale",
  published: "2025-03-24",
  body: [
    { paragraph: "Seamark plans to sell the old lighthouse by June’s end. “It has been dark for years,” said Ada Holm." },
  ],
  entities: [
    {
      id: "seamark",
      kind: "company",
      name: "Seamark",
      summary: [{ text: "The company that owns the lighthouse.", from: "article" }],
    },
  ],
  quotes: [{ id: "dark", speaker: "Ada Holm", speech: "direct", parts: [{ exact: "It has been dark for years" }] }],
};

export const harbour: Story = {
  version: 1,
  id: "harbour",
  lang: "en",
  title: "The harbour stays",
  published: "2025-04-02",
  body: [{ paragraph: "Tidewater keeps the harbour." }],
  entities: [
    {
      id: "tidewater",
      kind: "company",
      name: "Tidewater",
      summary: [{ text: "The company that keeps the harbour.", from: "article" }],
    },
  ],
};
