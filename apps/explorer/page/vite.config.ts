import { defineConfig, type Plugin } from 'vite';

/** A page opened from disk may not load module scripts: one classic script, run when the page stands. */
const classic: Plugin = {
  name: 'classic-script',
  enforce: 'post',
  transformIndexHtml: (html) =>
    html.replace(/<script type="module" crossorigin/g, '<script defer').replace(/ crossorigin/g, ''),
};

export default defineConfig(({ mode }) => {
  const site = mode === 'site';
  return {
    base: './',
    define: { __SITE__: JSON.stringify(site) },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: site ? [classic] : [],
    build: {
      outDir: site ? 'dist/site' : 'dist/app',
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: {
          format: site ? 'iife' : 'es',
          entryFileNames: 'assets/[name].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
    test: { environment: 'node' },
  };
});
