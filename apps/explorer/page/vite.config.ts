import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** A page opened from disk may not load module scripts: one classic script, run when the page stands. */
const classic: Plugin = {
  name: 'classic-script',
  enforce: 'post',
  transformIndexHtml: (html) => html.replace(/<script type="module" crossorigin/g, '<script defer').replace(/ crossorigin/g, ''),
};

/** The licences of all that ends up in the bundle, beside it. */
const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    const folders = new Set<string>();
    for (const id of this.getModuleIds()) {
      const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id.replace(/^\0/, '')) ?? [];
      if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder);
    }
    const notices = [...folders].sort().map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: notices.join('\n---\n\n') });
  },
};

export default defineConfig(({ mode }) => {
  const site = mode === 'site';
  return {
    base: './',
    define: { __SITE__: JSON.stringify(site) },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: site ? [licences, classic] : [licences],
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
