// Signing in by a provider in Debian's Chromium: what a browser allows, not only what HTTP says. The policy's form-action
// holds for redirects of a form, and cookies that are SameSite=Lax must come back from another site. Prints TAP.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provider_start } from '../provider.mjs';

const provider = await provider_start();
// Another site than the program's: the same machine by its other name.
provider.issuer = provider.issuer.replace('127.0.0.1', 'localhost');
const secrets = mkdtempSync(join(tmpdir(), 'qipan-secrets-'));
writeFileSync(join(secrets, 'oidc'), provider.secret);
chmodSync(join(secrets, 'oidc'), 0o600);
process.env.QIPAN_SECRETS = secrets;
const { base, browser, finish, listen, one_time, password, result, run, sign_in } = await import('./qipan.mjs');

const context = await browser.newContext({ locale: 'en' }), page = await context.newPage(), faults = listen(page);
await sign_in(page, 'admin', one_time);
await page.fill('#f-present', one_time);
await page.fill('#f-password', password);
await page.fill('#f-again', password);
await page.click('main button.p');
await page.waitForURL('**/board');
const token = run('user', 'token', 'admin').trim();
for (const [key, value] of [['public_address', base], ['oidc_issuer', provider.issuer], ['oidc_client', provider.client]]) {
  const r = await fetch(`${base}/settings/${key}.json`, { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' }, body: JSON.stringify({ value, version: 0, reason: 'test' }) });
  if (r.status !== 200) throw new Error(`${key}: ${r.status} ${await r.text()}`);
}
await page.goto(base + '/account/identities');
await page.fill('#f-password', password);
await page.click('main button.p');
await page.waitForURL('**/account/identities', { waitUntil: 'load' });
await page.waitForSelector('text=u-4711');
result(faults.splice(0), 'an identity is linked by a form that leads to another site and back, and the policy blocks nothing');

const plain = await browser.newContext({ locale: 'en', javaScriptEnabled: false }), door = await plain.newPage();
const said = listen(door, ['422']);
await door.goto(base + '/sign-in?next=%2Fprojects');
await door.click('.ways a');
await door.waitForURL('**/projects');
result(said.splice(0), 'without script a provider on another site signs in, and leads where one wanted to go');

const denied = await (await browser.newContext({ locale: 'en' })).newPage(), refused = listen(denied, ['422']);
provider.next = { error: 'access_denied' };
await denied.goto(base + '/sign-in');
await denied.click('.ways a');
await denied.waitForSelector('[role=alert]');
const text = await denied.textContent('[role=alert]');
result([...refused, ...(text.includes('did not agree') ? [] : [text])], 'who does not agree is told so on the sign-in page');
provider.next = {};
await provider.stop();
rmSync(secrets, { recursive: true, force: true });
await finish();
