import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

/*
 * Makes the PNG beside each SVG: HubSpot takes pictures only as pixels. Run after a change of an
 * SVG: node app-manifest/assets/draw.ts
 */
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  for (const file of (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.svg'))) {
    const svg = await readFile(join(import.meta.dirname, file), 'utf8');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    if (width === undefined || height === undefined) throw new Error(`${file}: expected width and height in pixels`);
    await page.setViewportSize({ width: Number(width), height: Number(height) });
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    const picture = await page.screenshot({ omitBackground: true });
    await writeFile(join(import.meta.dirname, file.replace('.svg', '.png')), picture);
  }
} finally {
  await browser.close();
}
