// http_oracle FILE -- does node's strict parser read a head as ours does?
//
// FILE has one case a line: hex of the bytes, then JSON of what our parser read. Whatever
// we let in, node must let in with the same meaning. Used by http_oracle_test.c.
'use strict';
const fs = require('fs');
const http = require('http');
const { Duplex } = require('stream');

class Wire extends Duplex {
  _read() {}
  _write(chunk, encoding, done) { done(); }
  setTimeout() { return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
}

function meaning(req, res) {
  const headers = [];
  for (let i = 0; i < req.rawHeaders.length; i += 2) headers.push([req.rawHeaders[i], req.rawHeaders[i + 1]]);
  const hex = (text) => Buffer.from(text, 'latin1').toString('hex');
  return JSON.stringify({
    method: req.method, url: req.url, minor: req.httpVersionMinor, keep: res.shouldKeepAlive,
    headers: headers.map(([name, value]) => hex(name) + ':' + hex(value)),
  });
}

function read(bytes) {
  return new Promise((resolve) => {
    const server = http.createServer({ insecureHTTPParser: false, maxHeaderSize: 32768 });
    server.on('request', (req, res) => resolve(meaning(req, res)));
    server.on('checkContinue', (req, res) => resolve(meaning(req, res)));
    server.on('clientError', (error) => resolve('refused: ' + error.code));
    const wire = new Wire();
    server.emit('connection', wire);
    wire.push(bytes);
    setTimeout(() => resolve('refused: nothing came'), 2000).unref();
  });
}

async function main() {
  let wrong = 0, count = 0;
  for (const line of fs.readFileSync(process.argv[2], 'latin1').split('\n')) {
    if (!line) continue;
    const blank = line.indexOf(' ');
    const bytes = Buffer.from(line.slice(0, blank), 'hex'), ours = line.slice(blank + 1);
    const node = await read(bytes);
    count++;
    if (node === ours) continue;
    if (++wrong <= 10) console.log(`# ${JSON.stringify(bytes.toString('latin1'))}\n#   ours ${ours}\n#   node ${node}`);
  }
  console.log(`# ${count} heads asked, ${wrong} read otherwise by node`);
  process.exit(wrong ? 1 : 0);
}
main();
