import { defineConfig } from "vite";

// As it comes, but that it may stand in any folder, and that `--mode apart` leaves the package out of what the server for
// development bundles beforehand.
export default defineConfig(({ mode }) => ({
  base: "./",
  cacheDir: `node_modules/.vite-${mode}`,
  optimizeDeps: { exclude: mode === "apart" ? ["sidelight-story"] : [] },
}));
