// Importing the package without a document has no effect and prints nothing.
import * as element from "sidelight-story";
import * as react from "sidelight-story/react";
import manifest from "sidelight-story/custom-elements.json" with { type: "json" };

if (Object.keys(element).length || Object.keys(react).length) throw new Error("something is exported");
if (manifest.modules[0].declarations[0].tagName !== "sidelight-story") throw new Error("no manifest");
for (const name of ["element.js", "style.css", "story.schema.json", "sidelight.wasm", "package.json"])
  import.meta.resolve(`sidelight-story/${name}`);
