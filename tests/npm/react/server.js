// A server renders the tag with its copy, and leaves what only a browser can set to the browser.
import "sidelight-story/react";
import { createElement } from "react";
import { renderToString } from "react-dom/server";

const given = { theme: "dark", "host-fonts": true, story: { id: "lighthouse" }, "onsidelight-select": () => {} };
const html = renderToString(createElement("sidelight-story", given, createElement("p", null, "The copy.")));
if (html !== '<sidelight-story theme="dark" host-fonts=""><p>The copy.</p></sidelight-story>') throw new Error(html);
