// A photo as a camera makes it, drawn in the browser of a test.
/* A photo of 3000 × 2000 points with what a camera tells: the day, and a place in Weihai. */
export async function photo(page, month) {
  const plain = Buffer.from(await page.evaluate(() => new Promise(done => {
    const c = document.createElement('canvas');
    c.width = 3000; c.height = 2000;
    const g = c.getContext('2d');
    for (let i = 0; i < 400; i++) { g.fillStyle = `hsl(${i * 7},60%,50%)`; g.fillRect(i * 53 % 3000, i * 97 % 2000, 300, 200); }
    c.toBlob(b => b.arrayBuffer().then(a => done([...new Uint8Array(a)])), 'image/jpeg', 0.95);
  })));
  const be = (n, bytes) => { const b = Buffer.alloc(bytes); b.writeUIntBE(n, 0, bytes); return b; };
  const entry = (tag, type, count, value) => Buffer.concat([be(tag, 2), be(type, 2), be(count, 4), be(value, 4)]);
  const tiff = Buffer.concat([Buffer.from('MM\0*'), be(8, 4), be(2, 2), entry(0x8769, 4, 1, 38), entry(0x8825, 4, 1, 56), be(0, 4),
    be(1, 2), entry(0x9003, 2, 20, 110), be(0, 4),
    be(4, 2), entry(1, 2, 2, 0x4E000000), entry(2, 5, 3, 130), entry(3, 2, 2, 0x45000000), entry(4, 5, 3, 154), be(0, 4),
    Buffer.from(`${month.replace('-', ':')}:20 09:14:07\0`), ...[37, 30, 36, 122, 7, 12].flatMap(n => [be(n, 4), be(1, 4)])]);
  const app1 = Buffer.concat([Buffer.from([0xFF, 0xE1]), be(tiff.length + 8, 2), Buffer.from('Exif\0\0'), tiff]);
  return Buffer.concat([plain.subarray(0, 2), app1, plain.subarray(2)]);
}
