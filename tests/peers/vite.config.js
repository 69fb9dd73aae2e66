import { defineConfig } from "vite";

/** The package of TimelineJS has a classic script, which defines `TL`. This makes it a module. */
const timelinejs = {
  name: "timelinejs",
  transform: (code, id) =>
    /timelinejs[\\/]dist[\\/]js[\\/]timeline\.js$/.test(id) ? `${code}\nexport default TL;` : undefined,
};

// The HTML is not written by Vite, so the files have fixed names. `--mode` is the name of the set.
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [timelinejs],
  build: {
    outDir: `dist/${mode}`,
    target: "es2022",
    modulePreload: { polyfill: false },
    // vis-timeline is larger than the limit of the warning.
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: { app: `src/${mode}.js` },
      output: { entryFileNames: "app.js", assetFileNames: "[name][extname]" },
    },
  },
}));
