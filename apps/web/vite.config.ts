import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

import { rules } from './rules-plugin.ts';

const SITE = 'dist/site';
const WORTH_PACKING = /\.(?:css|html|js|svg)$/;

/** Packs what is text once, here, so that the server packs nothing while people wait. */
function packed(): Plugin {
  return {
    name: 'uplift:packed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(SITE, { recursive: true, encoding: 'utf8' })) {
        if (WORTH_PACKING.test(name)) pack(join(SITE, name));
      }
    },
  };
}

function pack(file: string): void {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}

/** The font is asked for with the page, not after its stylesheet. */
function fontPreload(): Plugin {
  return {
    name: 'uplift:font-preload',
    apply: 'build',
    transformIndexHtml(_html, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((name) =>
        /inter-latin-wght-normal.*\.woff2$/.test(name),
      );
      if (font === undefined) return [];
      const attrs = {
        rel: 'preload',
        as: 'font',
        type: 'font/woff2',
        href: `/${font}`,
        crossorigin: '',
      };
      return [{ tag: 'link', attrs, injectTo: 'head' }];
    },
  };
}

export default defineConfig({
  plugins: [react(), rules(), fontPreload(), packed()],
  build: {
    outDir: SITE,
    assetsDir: 'static',
    // Fonts and icons stay files of their own: the policy of the page allows no data addresses for fonts.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:4000', '/sign-in': 'http://127.0.0.1:4000' },
  },
});
