// A receiver of robots' messages for the tests: node webhook_receiver.mjs PORT FOLDER SECRET
// Each message is a file of FOLDER: its address, whether its signature holds (computed here anew), its body. What it answers
// is in the robot's key: refused…, busy…, redirect…, long…, html…, down…, hangs… ; anything else is taken.
import { createServer } from 'node:http';
import { createHmac } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [port, folder, secret] = process.argv.slice(2);
let count = 0;

function signed(address) {
  const at = address.searchParams.get('timestamp'), sign = address.searchParams.get('sign');
  if (!at) return null;
  const wanted = createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');
  return sign === wanted && Math.abs(Date.now() - Number(at)) < 3600e3;
}

const answers = {
  refused: r => said(r, 93000, 'invalid webhook url'),
  busy: r => said(r, 45009, 'api freq out of limit'),
  redirect: r => r.writeHead(302, { Location: `http://127.0.0.1:${port}/cgi-bin/webhook/send?key=followed` }).end(),
  long: r => r.end('x'.repeat(100000)),
  html: r => r.end('<html>please sign in</html>'),
  down: r => r.writeHead(503).end(),
  hangs: () => {},
};
function said(reply, errcode, errmsg) { reply.end(JSON.stringify({ errcode, errmsg })); }

createServer(async (request, reply) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const address = new URL(request.url, 'http://receiver');
  const key = address.searchParams.get('key') ?? address.searchParams.get('access_token') ?? '';
  const holds = signed(address);
  const file = join(folder, `${String(++count).padStart(4, '0')}.eml`);
  writeFileSync(file + '.part', `${request.method} ${request.headers['content-type']} key=${key} signed=${holds}\n${body}`);
  renameSync(file + '.part', file);
  if (address.pathname === '/robot/send' && !holds) return said(reply, 310000, 'sign not match');
  const answer = Object.keys(answers).find(name => key.startsWith(name));
  if (answer) answers[answer](reply);
  else said(reply, 0, 'ok');
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
