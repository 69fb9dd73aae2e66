import { defineConfig } from "vite";

// Vite's defaults, with a relative base; `--mode apart` excludes the package from prebundling.
export default defineConfig(({ mode }) => ({
  base: "./",
  cacheDir: `node_modules/.vite-${mode}`,
  optimizeDeps: { exclude: mode === "apart" ? ["sidelight-story"] : [] },
}));
