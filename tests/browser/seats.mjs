// People at their seats, as the browser's tests need them: made, asked as programs, and as people in a page of their own.
import { base, browser, listen, password, patience_ms, result, run } from './qipan.mjs';

export const first = {}, token = {};
// An account for each of { login: role }, with its one-time password and a token.
export function seats_make(roles) {
  for (const [login, role] of Object.entries(roles)) {
    first[login] = run('user', 'add', `${login}.seat`, '--role', role, '--lang', 'zh').trim();
    token[login] = run('user', 'token', `${login}.seat`).trim();
  }
}

export async function ask(seat, path, body) {
  const headers = { Authorization: `Bearer ${token[seat]}`, Accept: 'application/json', 'Content-Type': 'application/json' };
  const reply = await fetch(base + path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
  const text = await reply.text();
  try { return { status: reply.status, ...JSON.parse(text) }; } catch { return { status: reply.status, text }; }
}
// The same, of what must be answered.
export async function must(seat, path, body) {
  const said = await ask(seat, path, body);
  if (said.status >= 400) throw new Error(path + ': ' + JSON.stringify(said));
  return said;
}
// A project that an area and its department answer for; its id.
export async function project_new(name) {
  const made = await must('office', '/projects/new', { name, total: '2亿', area: 'huancui', unit_name: '北方工程', registered: '2022-01-01', planned_start: '2022-03-01', stage: 'under_construction', counts_as: 'itself' });
  return Number(made.location.split('/').pop());
}

export async function check(name, steps, { on, refused = [] }) {
  const faults = [], said = listen(on, refused);
  const expect = (truth, what) => { if (!truth) faults.push(what); };
  try { await steps(expect, on); } catch (e) { faults.push(`at ${on.url()}: ${e.stack}`); }
  on.removeAllListeners();
  result([...faults, ...said], name);
}
export async function sign_in(page, login, secret) {
  await page.goto(base + '/sign-in');
  await page.fill('#f-login', `${login}.seat`);
  await page.fill('#f-password', secret);
  await page.click('main button.p');
  await page.waitForURL(url => url.pathname !== '/sign-in');
}
// A page of this person, who has chosen a password.
export async function seat_new(login, options) {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience_ms);
  await sign_in(page, login, first[login]);
  await page.goto(base + '/account');
  await page.fill('#f-present', first[login]);
  await page.fill('#f-password', password);
  await page.fill('#f-again', password);
  await page.click('main button.p');
  await page.waitForURL(url => url.pathname !== '/account');
  return page;
}

export const text = (page, selector) => page.locator(selector).first().innerText();
export const visible = (page, selector) => page.locator(selector).first().isVisible();
export const shown = (page, selector) => page.locator(selector).first().waitFor({ state: 'visible' });
export const kept_page = page => page.waitForSelector('html[data-kept-page]', { state: 'attached' });
// What the phone keeps.
export const drafts = page => page.evaluate(() => new Promise(done => {
  const r = indexedDB.open('qipan-desk');
  r.onsuccess = () => { const g = r.result.transaction('drafts').objectStore('drafts').getAll(); g.onsuccess = () => { r.result.close(); done(g.result.map(d => ({ path: d.path, account: d.account, waits: !!d.outbox, photos: d.photos.length, fields: Object.fromEntries(d.fields) }))); }; };
}));
export async function until(holds, what) {
  for (let n = 0; n < 100; n++) { if (await holds()) return; await new Promise(done => setTimeout(done, 100)); }
  throw new Error('not so after ten seconds: ' + what);
}
