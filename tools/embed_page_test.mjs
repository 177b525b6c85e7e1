import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { brotliDecompressSync, gunzipSync } from "node:zlib"

const folder = mkdtempSync(join(tmpdir(), "steward-page."))
const [dist, out] = [join(folder, "dist"), join(folder, "out")]
after(() => rmSync(folder, { recursive: true, force: true }))

function embed(files) {
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(join(dist, "assets"), { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dist, path), text)
  return spawnSync(process.execPath, ["tools/embed_page.mjs", dist, out], { encoding: "utf8" })
}

test("each file travels raw and compressed, under its path and type", () => {
  const script = "console.log('hello')\n".repeat(200)
  assert.equal(embed({ "index.html": "<p>hi", "assets/app.js": script }).status, 0)
  const table = readFileSync(join(out, "page_files.cpp"), "utf8")
  assert.match(table, /"\/assets\/app.js", "text\/javascript; charset=utf-8", "\\"[\w-]{22}\\""/)
  assert.match(table, /"\/index.html", "text\/html; charset=utf-8"/)
  const bytes = (name) => readFileSync(join(out, "bytes", name))
  assert.equal(bytes("0.raw").toString(), script)
  assert.equal(gunzipSync(bytes("0.gzip")).toString(), script)
  assert.equal(brotliDecompressSync(bytes("0.brotli")).toString(), script)
})

test("what compressing makes longer travels raw alone", () => {
  assert.equal(embed({ "index.html": "<p>hi" }).status, 0)
  assert.deepEqual(readdirSync(join(out, "bytes")).filter((name) => name.endsWith("gzip")), [])
})

test("another content has another ETag", () => {
  const etag = (text) => {
    embed({ "index.html": text })
    return readFileSync(join(out, "page_files.cpp"), "utf8").match(/\\"([\w-]{22})\\"/)[1]
  }
  assert.notEqual(etag("<p>one"), etag("<p>two"))
  assert.equal(etag("<p>one"), etag("<p>one"))
})

test("a file of unknown type is refused with its name", () => {
  const { status, stderr } = embed({ "index.html": "<p>hi", "assets/strange.xyz": "?" })
  assert.notEqual(status, 0)
  assert.match(stderr, /strange.xyz: say its Content-Type/)
})
