// Turns web/dist into a table of page files that the binary carries: raw, gzip and brotli bytes of each.
//   node tools/embed_page.mjs DIST OUT     writes OUT/page_files.cpp and OUT/page_bytes.S
import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { extname, join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
}
// These are compressed already.
const packed = new Set([".png", ".ico", ".woff2"])

const [dist, out] = process.argv.slice(2)
rmSync(join(out, "bytes"), { recursive: true, force: true })
mkdirSync(join(out, "bytes"), { recursive: true })

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((file, index) => embed(file, index))

writeFileSync(join(out, "page_bytes.S"), assembler(files))
writeFileSync(join(out, "page_files.cpp"), table(files))

function embed(file, index) {
  const path = "/" + file.slice(dist.length).replace(/^\/+/, "")
  const type = types[extname(file)]
  if (!type) throw new Error(`${path}: say its Content-Type in tools/embed_page.mjs`)
  const raw = readFileSync(file)
  const etag = createHash("sha256").update(raw).digest("base64url").slice(0, 22)
  const forms = { raw, ...(packed.has(extname(file)) ? {} : compressed(raw)) }
  for (const [form, bytes] of Object.entries(forms)) writeFileSync(bytesFile(index, form), bytes)
  return { path, type, etag, index, forms: Object.keys(forms) }
}

function compressed(raw) {
  const brotli = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  })
  const gzip = gzipSync(raw, { level: 9 })
  return { ...(gzip.length < raw.length ? { gzip } : {}), ...(brotli.length < raw.length ? { brotli } : {}) }
}

function bytesFile(index, form) {
  return join(out, "bytes", `${index}.${form}`)
}

function symbol(file, form) {
  return `steward_page_${file.index}_${form}`
}

function assembler(all) {
  const blobs = all.flatMap((file) =>
    file.forms.map((form) => {
      const name = symbol(file, form)
      const bytes = bytesFile(file.index, form)
      return `.balign 16\n.global ${name}\n.global ${name}_end\n${name}:\n.incbin "${bytes}"\n${name}_end:\n`
    }),
  )
  return `.section .rodata\n${blobs.join("")}.section .note.GNU-stack,"",%progbits\n`
}

function table(all) {
  const names = all.flatMap((file) => file.forms.map((form) => symbol(file, form)))
  const declared = names.map((name) => `extern const unsigned char ${name}[], ${name}_end[];`).join("\n")
  const bytes = (file, form) => (file.forms.includes(form) ? `{${symbol(file, form)}, ${symbol(file, form)}_end}` : "{}")
  const rows = all.map(
    (file) =>
      `        {${JSON.stringify(file.path)}, ${JSON.stringify(file.type)}, "\\"${file.etag}\\"",\n` +
      `         ${bytes(file, "raw")}, ${bytes(file, "gzip")}, ${bytes(file, "brotli")}},`,
  )
  return `// Made by tools/embed_page.mjs from web/dist.
#include "platform/http/page_files.h"

extern "C" {
${declared}
}

std::span<const web::PageFile> web::page_files() {
    static const PageFile all[] = {
${rows.join("\n")}
    };
    return all;
}
`
}
