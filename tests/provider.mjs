// Providers of identities for tests, in this process: OpenID Connect with keys of its own, WeCom and DingTalk as far as
// a sign-in asks them. `provider.next` bends the next answers: what a hostile or broken provider would do.
import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes, sign as sign_raw } from 'node:crypto';
import { createServer } from 'node:http';

const b64 = x => Buffer.from(x).toString('base64url');
const rsa = bits => generateKeyPairSync('rsa', { modulusLength: bits });
const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export async function provider_start() {
  const p = {
    client: 'qipan', secret: 's3cret & more', subject: 'u-4711', name: '李娜', next: {}, asked: [], codes: new Map(), tokens: 0,
    wecom_user: { userid: 'LiNa' }, ding_user: { unionId: 'union-9', nick: '李娜' }, post_only: false, delay_ms: 0 };
  const key_new = (alg, bits) => ({ alg, kid: randomBytes(4).toString('hex'), pair: alg === 'ES256' ? ec() : rsa(bits || 2048) });
  p.keys = [key_new('RS256')];
  p.rotate = (alg, bits) => { p.keys = [key_new(alg, bits)]; };
  const jwk = k => ({ ...k.pair.publicKey.export({ format: 'jwk' }), kid: k.kid, use: 'sig', alg: k.alg });
  const signed = (text, k, alg) => alg === 'none' ? ''
    : alg === 'HS256' ? createHmac('sha256', k.pair.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest('base64url')
    : k.alg === 'ES256' ? sign_raw('sha256', Buffer.from(text), { key: k.pair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
    : createSign('sha256').update(text).sign(k.pair.privateKey).toString('base64url');
  const id_token = nonce => {
    const now = Math.floor(Date.now() / 1000), k = p.next.signer || p.keys[0], alg = p.next.alg || k.alg;
    const claims = { iss: p.issuer, sub: p.subject, name: p.name, aud: p.client, exp: now + 300, iat: now, nonce, ...p.next.claims };
    const text = b64(JSON.stringify({ alg, kid: p.next.kid || k.kid, typ: 'JWT', ...p.next.head })) + '.' + b64(JSON.stringify(claims));
    const whole = text + '.' + signed(text, k, alg);
    return p.next.mangle ? p.next.mangle(whole) : whole;
  };
  const code_new = about => { const code = randomBytes(8).toString('hex'); p.codes.set(code, about); return code; };
  const code_take = code => { const about = p.codes.get(code); p.codes.delete(code); return about; };
  const back = (url, more) => { // where the person's browser is led after agreeing, or not
    const to = new URL(url.searchParams.get('redirect_uri'));
    const answer = { state: p.next.state ?? url.searchParams.get('state'), ...more, ...p.next.back };
    if (p.next.error) { delete answer.code; delete answer.authCode; answer.error = p.next.error; }
    for (const [name, value] of Object.entries(answer)) if (value !== undefined) to.searchParams.set(name, value);
    return { status: 303, head: { location: to.href }, body: {} };
  };
  const basic = request => {
    const text = Buffer.from((request.headers.authorization || '').replace('Basic ', ''), 'base64').toString();
    return text.split(':').map(decodeURIComponent);
  };
  const token = (request, body) => {
    const form = new URLSearchParams(body), about = code_take(form.get('code'));
    const [id, secret] = request.headers.authorization ? basic(request) : [form.get('client_id'), form.get('client_secret')];
    if (id !== p.client || secret !== p.secret) return { status: 401, body: { error: 'invalid_client' } };
    const challenge = createHash('sha256').update(form.get('code_verifier') || '').digest('base64url');
    if (!about || about.challenge !== challenge || about.back !== form.get('redirect_uri')) return { status: 400, body: { error: 'invalid_grant' } };
    return { status: 200, body: { access_token: 'x', token_type: 'Bearer', id_token: id_token(about.nonce) } };
  };
  const ding_token = body => {
    const asked = JSON.parse(body);
    if (asked.clientId !== p.client || asked.clientSecret !== p.secret) return { status: 400, body: { code: 'invalidClientIdOrSecret' } };
    return code_take(asked.code) ? { status: 200, body: { accessToken: 'ding-token', expireIn: 7200 } } : { status: 400, body: { code: 'invalidParameter.authCode.notFound' } };
  };
  const wecom_token = url => {
    if (url.searchParams.get('corpsecret') !== p.secret) return { status: 200, body: { errcode: 40001, errmsg: 'invalid credential' } };
    p.tokens++;
    p.wecom_token = 'wt-' + p.tokens;
    return { status: 200, body: { errcode: 0, access_token: p.wecom_token, expires_in: 7200 } };
  };
  const wecom_user = url => {
    if (url.searchParams.get('access_token') !== p.wecom_token) return { status: 200, body: { errcode: 42001, errmsg: 'access_token expired' } };
    return { status: 200, body: code_take(url.searchParams.get('code')) ? { errcode: 0, ...p.wecom_user } : { errcode: 40029, errmsg: 'invalid code' } };
  };
  const rows = {
    '/.well-known/openid-configuration': () => ({ status: 200, body: {
      issuer: p.next.issuer || p.issuer, authorization_endpoint: p.issuer + '/authorize', token_endpoint: p.issuer + '/token', jwks_uri: p.issuer + '/keys',
      ...(p.post_only ? { token_endpoint_auth_methods_supported: ['client_secret_post'] } : {}) } }),
    '/authorize': url => back(url, { code: code_new({ nonce: p.next.nonce || url.searchParams.get('nonce'), challenge: url.searchParams.get('code_challenge'), back: url.searchParams.get('redirect_uri') }), session_state: 'x.y', iss: p.issuer }),
    '/token': (url, request, body) => p.next.token || token(request, body),
    '/keys': () => ({ status: 200, body: { keys: p.keys.map(jwk) } }),
    '/wwopen/sso/qrConnect': url => back(url, { code: code_new({}), appid: url.searchParams.get('appid') }),
    '/connect/oauth2/authorize': url => back(url, { code: code_new({}) }),
    '/cgi-bin/gettoken': wecom_token,
    '/cgi-bin/auth/getuserinfo': wecom_user,
    '/oauth2/auth': url => back(url, { authCode: code_new({}) }),
    '/v1.0/oauth2/userAccessToken': (url, request, body) => ding_token(body),
    '/v1.0/contact/users/me': (url, request) => request.headers['x-acs-dingtalk-access-token'] === 'ding-token' ? { status: 200, body: p.ding_user } : { status: 401, body: { code: 'Forbidden' } },
  };
  const server = createServer((request, reply) => {
    const url = new URL(request.url, 'http://x');
    let body = '';
    request.on('data', bytes => { body += bytes; });
    request.on('end', async () => {
      p.asked.push(url.pathname);
      if (p.delay_ms && url.pathname !== '/authorize') await new Promise(done => setTimeout(done, p.delay_ms));
      const row = rows[url.pathname], answer = row ? row(url, request, body) : { status: 404, body: {} };
      if (p.next.raw && url.pathname === p.next.raw.path) { reply.writeHead(200, { 'content-type': 'application/json' }); reply.end(p.next.raw.text); return; }
      reply.writeHead(answer.status, { 'content-type': 'application/json', ...answer.head });
      reply.end(JSON.stringify(answer.body));
    });
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  p.issuer = `http://127.0.0.1:${server.address().port}`;
  p.stop = () => { server.closeAllConnections(); return new Promise(done => server.close(done)); };
  return p;
}
