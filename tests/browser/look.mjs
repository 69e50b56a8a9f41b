// How a page must look, asked in the page itself: what sticks out, what lies on one another, what axe finds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Things that stick out of the page, but for what scrolls by design.
export const overflow = () => {
  const wide = document.documentElement.clientWidth, faults = [];
  if (document.documentElement.scrollWidth > wide) faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${wide}`);
  for (const e of document.body.querySelectorAll('*')) {
    if (e.closest('.scroll,.tabs,.nav,.vh,.sprite,.skip,details:not([open])') || e.closest('svg') !== null && e.tagName !== 'svg') continue;
    const b = e.getBoundingClientRect();
    if (b.width && b.right > wide + 1) faults.push(`<${e.tagName.toLowerCase()} class="${e.getAttribute('class') || ''}"> ends at ${Math.round(b.right)} of ${wide}: ${e.textContent.slice(0, 40)}`);
  }
  return faults;
};

// Text on text: labels in charts, and cells whose text is wider than they are.
export const overlap = () => {
  const faults = [];
  for (const chart of document.querySelectorAll('svg.ch, svg.bar.big, svg.strip')) {
    const texts = [...chart.querySelectorAll('text')].map(t => [t.getBoundingClientRect(), t.textContent]).filter(t => t[0].width);
    const frame = chart.getBoundingClientRect();
    for (const [b, text] of texts) if (b.left < frame.left - 1 || b.right > frame.right + 1) faults.push(`"${text}" leaves its chart`);
    for (let i = 0; i < texts.length; i++)
      for (let k = i + 1; k < texts.length; k++) {
        const [a, s] = texts[i], [b, t] = texts[k];
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) faults.push(`"${s}" lies on "${t}"`);
      }
  }
  for (const cell of document.querySelectorAll('td,th,.kpi dd,.kpi dt,.btn,.tabs a,.facts dd')) {
    if (cell.closest('.vh') || cell.closest('thead') && getComputedStyle(cell.closest('thead')).position === 'absolute' || getComputedStyle(cell).textOverflow === 'ellipsis' || !cell.offsetWidth) continue;
    if (cell.scrollWidth > cell.clientWidth + 2) faults.push(`"${cell.textContent.trim().slice(0, 40)}" is wider than its place (${cell.scrollWidth} > ${cell.clientWidth})`);
  }
  return faults;
};

export const hall = { name: '1920', width: 1920, height: 1080 }; // a screen in a hall, for pages made for it
export const sizes = [{ name: '1440', width: 1440 }, { name: '1024', width: 1024 }, { name: '390', width: 390, phone: true }, { name: '200 % zoom of 1440', width: 720, scale: 2 }];

// What a browser is told to show a page at a size: one window each, for opening a new one takes longer than the page.
export const window_of = (size, lang) => ({ viewport: { width: size.width, height: size.height || (size.phone ? 844 : 900) }, deviceScaleFactor: size.scale || 1, isMobile: !!size.phone, locale: lang === 'zh' ? 'zh-CN' : 'en' });

export async function axe_faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.map(v => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map(n => '  ' + n.html.slice(0, 160) + '\n  ' + (n.any[0] || n.all[0] || n.none[0] || {}).message).join('\n')}`);
}
