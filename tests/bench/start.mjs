// usage: start.mjs QIPAN DATA TOKEN -- milliseconds from the start of `qipan serve` to the last byte
// of the first board page, the middle one of seven.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';

const [, , program, data, token] = process.argv;

function page(port) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1');
    let head = '';
    socket.on('data', bytes => { if (!head) head = bytes.toString('latin1'); });
    socket.on('end', () => head.startsWith('HTTP/1.1 200') ? done() : failed(new Error(head.split('\n')[0])));
    socket.on('error', failed);
    socket.write(`GET /board HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`);
  });
}

async function once() {
  const from = process.hrtime.bigint();
  const server = spawn(program, ['serve', '--data', data, '--port', '0', '--workers', '2', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise(done => server.on('exit', done));
  const port = await new Promise((done, failed) => {
    let said = '';
    server.stdout.on('data', bytes => { const at = /127\.0\.0\.1:(\d+)/.exec(said += bytes); if (at) done(+at[1]); });
    server.on('exit', () => failed(new Error('it ended: ' + said)));
  });
  await page(port);
  const ms = Number(process.hrtime.bigint() - from) / 1e6;
  server.kill();
  await ended;
  return ms;
}

const times = [];
for (let i = 0; i < 7; i++) times.push(await once());
console.log(Math.round(times.sort((a, b) => a - b)[3]));
