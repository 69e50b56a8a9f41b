// Signing in by providers through real HTTP: the program serving a database, the providers of provider.mjs, a browser
// that is a fetch with cookies. Usage: node tests/signin.mjs PROGRAM DATA FOLDER KIND. Prints TAP lines without a plan.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync, chmodSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { provider_start } from './provider.mjs';

const [program, data, folder, on] = process.argv.slice(2);
const run = (...args) => execFileSync(program, [...args, '--data', data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
const p = await provider_start();
const secrets = join(folder, 'secrets-' + on);
mkdirSync(secrets);
for (const kind of ['oidc', 'wecom', 'dingtalk']) { writeFileSync(join(secrets, kind), p.secret + '\n'); chmodSync(join(secrets, kind), 0o600); }

let server, base, log = '';
async function serve() {
  server = spawn(program, ['serve', '--data', data, '--port', '0', '--workers', '2'], { env: { ...process.env, QIPAN_SECRETS: secrets }, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stderr.on('data', bytes => { log += bytes; });
  const said = await new Promise((done, failed) => {
    let text = '';
    server.stdout.on('data', bytes => { text += bytes; if (/127\.0\.0\.1:\d+/.test(text)) done(text); });
    server.on('exit', () => failed(new Error('the server ended: ' + text + log)));
  });
  base = /http:\/\/127\.0\.0\.1:\d+/.exec(said)[0];
}
process.on('uncaughtException', e => { console.log('Bail out! ' + e.stack + '\n' + log.split('\n').slice(-12).join('\n')); server?.kill('SIGKILL'); process.exit(1); });

let failed = 0;
function is(what, sentence, told = '') {
  if (!what) failed++;
  console.log(`${what ? 'ok' : 'not ok'} - ${sentence} on ${on}`);
  if (!what) console.log('# ' + String(told).slice(0, 600).replace(/\n/g, '\n# '));
}

// A browser: cookies of the program only, redirects seen one by one.
class Browser {
  cookies = new Map();
  constructor(agent = 'test') { this.agent = agent; }
  async ask(address, form) {
    const url = new URL(address, base), headers = { 'user-agent': this.agent, 'accept-language': 'en', accept: 'text/html' };
    if (url.origin === base) headers.cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    if (form) Object.assign(headers, { origin: base, 'content-type': 'application/x-www-form-urlencoded' });
    const r = await fetch(url, { method: form ? 'POST' : 'GET', headers, redirect: 'manual', body: form && new URLSearchParams(form).toString() });
    /* Node 18 of Debian 12 has them in one line; none of ours has a comma within. */
    const set = r.headers.getSetCookie ? r.headers.getSetCookie() : (r.headers.get('set-cookie') || '').split(/, (?=[\w-]+=)/).filter(Boolean);
    for (const c of set) {
      const [pair] = c.split(';'), [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value) this.cookies.set(name, value); else this.cookies.delete(name);
    }
    return { status: r.status, location: r.headers.get('location') || '', refresh: r.headers.get('refresh') || '', body: await r.text() };
  }
  async post(address, form, page = '/account') {
    const token = /name="csrf" value="([0-9a-f]+)"/.exec((await this.ask(page)).body)?.[1];
    return this.ask(address, token ? { csrf: token, ...form } : form);
  }
  // Follows links and pages that ask again until there is a page to read, or the place `until` is reached.
  async follow(address, until = () => false) {
    for (let i = 0; i < 40; i++) {
      const r = await this.ask(address);
      if (r.location && until(r.location)) return r;
      if (r.location) { address = r.location; continue; }
      const again = /^(\d+); url=(.*)$/.exec(r.refresh);
      if (!again) return { ...r, address };
      await new Promise(done => setTimeout(done, Number(again[1]) * 300));
      address = again[2];
    }
    throw new Error('led in a circle at ' + address);
  }
  async signs_in(login, password) { return this.post('/sign-in', { login, password }, '/sign-in'); }
}
const fault = r => (/role="alert"[^>]*>([^<]*)</.exec(r.body) || [])[1] || `(no fault: ${r.status} ${r.location})`;
const password = 'sea-wind-chess-42';

async function person(login, role) {
  const one_time = JSON.parse(run('user', 'add', login, '--role', role, '--lang', 'en', '--json')).password;
  const b = new Browser();
  await b.signs_in(login, one_time);
  await b.post('/account/password', { present: one_time, password, again: password });
  return b;
}
let token;
const setting = async (key, value) => {
  const now = (await (await fetch(base + `/settings.json`, { headers: { authorization: 'Bearer ' + token } })).json());
  const times = now.changes.filter(c => c.key === key).length;
  const r = await fetch(base + `/settings/${key}.json`, { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' }, body: JSON.stringify({ value, version: times, reason: 'test' }) });
  if (r.status !== 200) throw new Error(`setting ${key}: ${r.status} ${await r.text()}`);
};

await serve();
run('user', 'add', 'chief', '--role', 'administrator', '--json');
token = run('user', 'token', 'chief');
let b = await person('li.na', 'office');
is(!(await new Browser().ask('/sign-in')).body.includes('/sign-in/with/'), 'without settings no provider is offered');
is((await new Browser().ask('/sign-in/with/oidc')).status === 404, 'a way that is not open is not there');
await setting('public_address', base + '/');
await setting('oidc_issuer', p.issuer);
await setting('oidc_client', p.client);
await setting('oidc_name', '市统一认证');
await setting('wecom_corp', 'ww1');
await setting('wecom_agent', '1000002');
await setting('wecom_page_address', p.issuer);
await setting('wecom_api_address', p.issuer);
await setting('dingtalk_client', p.client);
await setting('dingtalk_page_address', p.issuer);
await setting('dingtalk_api_address', p.issuer);
{
  const r = await new Browser().ask('/sign-in?next=%2Fprojects');
  is(['oidc', 'wecom', 'dingtalk'].every(k => r.body.includes(`/sign-in/with/${k}?next=%2Fprojects`)) && r.body.includes('Sign in with 市统一认证'), 'the ways that are open stand on the sign-in page', r.body);
}

// -- linking, then signing in, by each kind --
async function link(b, way, pass = password) {
  const r = await b.post('/account/identities', { way, password: pass }, '/account/identities');
  return r.refresh ? b.follow(r.refresh.split('url=')[1]) : r;
}
for (const way of ['oidc', 'wecom', 'dingtalk']) {
  let r = await new Browser().follow('/sign-in/with/' + way);
  is(r.status === 422 && /is linked to no account here/.test(fault(r)), `${way}: who is linked to nobody does not get in, and is told what to do`, fault(r));
  r = await link(b, way, 'wrong-password-1');
  is(r.status === 422 && /present password is not right/.test(fault(r)), `${way}: linking wants the password`, fault(r));
  r = await link(b, way);
  is(r.status === 200 && r.body.includes('/unlink'), `${way}: linked after the password`, fault(r));
  const fresh = new Browser();
  r = await fresh.follow('/sign-in/with/' + way + '?next=%2Fprojects', to => to === '/projects');
  is(r.location === '/projects' && (await fresh.ask('/board')).status === 200, `${way}: signed in, and where one wanted to go`, fault(r));
}
{
  const r = await (await fetch(base + '/board.json', { headers: { authorization: 'Bearer ' + token } })).status;
  is(r === 200, 'tokens of programs are as before', r);
  const other = await person('wang.wei', 'office');
  const linked = await link(other, 'oidc');
  is(linked.status === 422 && /linked to another account/.test(fault(linked)), 'an identity is one account\'s', fault(linked));
}
{
  const inside = new Browser('Mozilla/5.0 wxwork/4.1 MicroMessenger');
  p.asked.length = 0;
  await inside.follow('/sign-in/with/wecom', to => to === '/');
  is(p.asked.includes('/connect/oauth2/authorize') && !p.asked.includes('/wwopen/sso/qrConnect'), 'within WeCom no picture is to be scanned', p.asked);
  is(!p.asked.includes('/cgi-bin/gettoken'), 'the token for the API of WeCom is kept', p.asked);
  p.wecom_token = 'taken back';
  const again = new Browser(), r = await again.follow('/sign-in/with/wecom', to => to === '/');
  is(r.location === '/', 'a token taken back before its time is fetched anew', fault(r));
  p.wecom_user = { openid: 'o-1' };
  const outsider = await new Browser().follow('/sign-in/with/wecom');
  is(/not a member/.test(fault(outsider)), 'who is no member of the organisation does not get in', fault(outsider));
}

// -- what a hostile or broken provider, browser or person does --
const key_of_somebody = (await provider_start());
await key_of_somebody.stop();
const now_s = Math.floor(Date.now() / 1000);
const bad = [
  ['who does not agree', { error: 'access_denied' }, /did not agree/],
  ['another refusal of the provider', { error: 'server_error' }, /refused, saying: server_error/],
  ['a wrong state', { state: 'f'.repeat(64) }, /not begun in this browser/],
  ['no state', { back: { state: undefined } }, /not begun in this browser/],
  ['a code nobody gave', { back: { code: 'guessed' } }, /used before or is too old/],
  ['an expired token', { claims: { exp: now_s - 3600 } }, /has expired/],
  ['a token without an end', { claims: { exp: undefined } }, /has expired/],
  ['a token of the future', { claims: { iat: now_s + 3600 } }, /of the future/],
  ['a token for another platform', { claims: { aud: 'another' } }, /meant for another platform/],
  ['a token for several, handed to another', { claims: { aud: [p.client, 'another'], azp: 'another' } }, /meant for another platform/],
  ['a token for several that does not say who got it', { claims: { aud: [p.client, 'another'] } }, /meant for another platform/],
  ['a token of another issuer', { claims: { iss: 'https://id.example.org' } }, /issued by somebody else/],
  ['a token of another sign-in', { nonce: 'another' }, /not issued for this sign-in/],
  ['a token about nobody', { claims: { sub: '' } }, /does not say who/],
  ['algorithm none', { alg: 'none' }, /not signed in a way/],
  ['a public key used as a shared secret', { alg: 'HS256' }, /not signed in a way/],
  ['a header that wants what is not known', { head: { crit: ['x'] } }, /not signed in a way/],
  ['a key of somebody else under a known name', { signer: key_of_somebody.keys[0], kid: p.keys[0].kid }, /signature .* does not hold/],
  ['a key nobody publishes', { signer: key_of_somebody.keys[0] }, /does not publish/],
  ['claims changed after signing', { mangle: t => { const [h, c, s] = t.split('.'); return [h, Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(c, 'base64url')), sub: 'admin' })).toString('base64url'), s].join('.'); } }, /signature .* does not hold/],
  ['half a token', { mangle: t => t.split('.').slice(0, 2).join('.') }, /malformed/],
  ['a token with a tail', { mangle: t => t + '.x' }, /malformed/],
  ['an answer that is no JSON', { raw: { path: '/token', text: '<html>' } }, /makes no sense/],
  ['an answer without end', { raw: { path: '/token', text: '{"id_token":"' + 'x'.repeat(400000) + '"}' } }, /does not answer/],
];
for (const [what, next, wanted] of bad) {
  const one = new Browser();
  p.next = next;
  const r = await one.follow('/sign-in/with/oidc', to => to === '/');
  p.next = {};
  is(r.status === 422 && wanted.test(fault(r)) && !one.cookies.has('session'), `${what} is refused in words`, fault(r));
}
{
  const one = new Browser(), first = await one.follow('/sign-in/with/oidc', to => to.startsWith(base + '/sign-in/back/'));
  const two = new Browser();
  is(/not begun in this browser/.test(fault(await two.follow(first.location))), 'an address stolen on its way is worth nothing in another browser');
  const way = new Map(one.cookies);
  const r = await one.follow(first.location, to => to === '/');
  is(r.location === '/', 'in its own browser it is good', fault(r));
  one.cookies = way;
  is(/not begun in this browser|used before|too long/.test(fault(await one.follow(first.location))), 'and good once');
}
{
  const one = new Browser(), first = await one.follow('/sign-in/with/oidc', to => to.startsWith(base + '/sign-in/back/'));
  const r = await one.follow(first.location.replace('/back/oidc', '/back/wecom'));
  is(/not begun in this browser/.test(fault(r)), 'what began at one provider does not end at another', fault(r));
}
{
  const one = await person('zhao.yi', 'office'), two = await person('qian.er', 'office');
  const begun = await one.post('/account/identities', { way: 'oidc', password }, '/account/identities');
  const back = await one.follow(begun.refresh.split('url=')[1], to => to.startsWith(base + '/sign-in/back/'));
  one.cookies.set('session', two.cookies.get('session'));
  const r = await one.follow(back.location);
  is(/Whoever began to link must end it/.test(fault(r)), 'what one person began to link does not end at another', fault(r));
}
p.rotate('ES256');
let r = await new Browser().follow('/sign-in/with/oidc', to => to === '/');
is(r.location === '/', 'new keys are looked for, and ES256 is known', fault(r));
p.rotate('RS256', 1024);
r = await new Browser().follow('/sign-in/with/oidc', to => to === '/');
is(/does not publish/.test(fault(r)), 'a key that is too short is none', fault(r));
p.rotate('RS256');
writeFileSync(join(secrets, 'oidc'), 'another');
r = await new Browser().follow('/sign-in/with/oidc', to => to === '/');
is(/id or secret/.test(fault(r)), 'a wrong secret is told to whoever can mend it', fault(r));
chmodSync(join(secrets, 'wecom'), 0o604);
is((await new Browser().ask('/sign-in/with/wecom')).status === 404, 'a secret that everybody may read closes the way');
chmodSync(join(secrets, 'wecom'), 0o600);
unlinkSync(join(secrets, 'dingtalk'));
is(!(await new Browser().ask('/sign-in')).body.includes('/sign-in/with/dingtalk'), 'without its secret a way is not offered');
writeFileSync(join(secrets, 'oidc'), p.secret);

// -- slow, silent, off, second factor --
p.delay_ms = 1800;
{
  const one = new Browser(), first = await one.follow('/sign-in/with/oidc', to => to.startsWith(base + '/sign-in/back/'));
  const begun = Date.now(), asked = one.ask(first.location);
  const beside = Date.now(), health = await fetch(base + '/healthz'), health_ms = Date.now() - beside;
  const beside_it = new Browser();
  beside_it.cookies = new Map(one.cookies);
  const twice = await beside_it.ask(first.location);
  is(/used before/.test(fault(twice)), 'who comes back a second time while the first is asked about is refused', fault(twice));
  const waits = await asked, took_ms = Date.now() - begun;
  is(waits.refresh === '2; url=/sign-in/wait' && took_ms < 1800 && health.status === 200 && health_ms < 1000, 'a slow provider holds nobody up: the page asks again', `${took_ms} ${health_ms} ${waits.status}`);
  const end = await one.follow('/sign-in/wait', to => to === '/');
  is(end.location === '/' && (await one.ask('/board')).status === 200, 'and gets in when the answer has come', fault(end));
}
p.delay_ms = 0;
run('user', 'off', 'li.na');
r = await new Browser().follow('/sign-in/with/oidc', to => to === '/');
is(/is linked to no account/.test(fault(r)), 'an account that is off is vouched for in vain', fault(r));
run('user', 'on', 'li.na');
const page = await fetch(base + '/security.json', { headers: { authorization: 'Bearer ' + token } }), journal = await page.json();
is(journal.rows.some(row => row.kind === 'sign_in_wrong' && row.what.startsWith('oidc: ')) && journal.rows.some(row => row.kind === 'identity'), 'refusals and links stand in the security journal');
is(!log.includes(p.secret) && !/code=|state=/.test(log), 'neither secrets nor codes are in the log');
await p.stop();
r = await new Browser().follow('/sign-in/with/wecom', to => to.startsWith(p.issuer));
await (async () => {
  const one = new Browser();
  const s = await one.ask('/sign-in/with/oidc');
  const away = await one.follow(s.location, to => to.startsWith(p.issuer));
  const state = new URL(away.location).searchParams.get('state');
  const silent = await one.follow(`/sign-in/back/oidc?code=x&state=${state}`);
  is(/does not answer/.test(fault(silent)), 'a provider that is away is said to be', fault(silent));
})();
const ended = new Promise(done => server.on('exit', (code, signal) => done(signal || code)));
server.kill();
is(await ended === 0, 'the server stops, and nothing was leaked', log.slice(-800));
process.exitCode = failed ? 1 : 0;
