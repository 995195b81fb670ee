import { defineConfig } from "vite";

export default defineConfig({
  base: "/playground/",
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { input: ["index.html", "library.html"] },
  },
});
