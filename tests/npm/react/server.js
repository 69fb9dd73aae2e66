// A server renders the tag and its fallback, and leaves properties and event handlers to the browser.
import "sidelight-story/react";
import { createElement } from "react";
import { renderToString } from "react-dom/server";

const given = { theme: "dark", "host-fonts": true, story: { id: "lighthouse" }, "onsidelight-select": () => {} };
const html = renderToString(createElement("sidelight-story", given, createElement("p", null, "The fallback.")));
if (html !== '<sidelight-story theme="dark" host-fonts=""><p>The fallback.</p></sidelight-story>') throw new Error(html);
