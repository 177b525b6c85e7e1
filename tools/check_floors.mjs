// The command behind bin/check-floors: reads server/, prints the breaches or the map.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { breaches, map } from "./floors.mjs"

const [root, wish] = process.argv.slice(2)
const server = join(root, "server")
const files = readdirSync(server, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(h|cpp)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((file) => ({ path: relative(server, file), text: readFileSync(file, "utf8") }))

if (wish === "--map") printMap()
else check()

function check() {
  const found = breaches(files)
  for (const words of found) console.log(words)
  console.log(found.length ? `${found.length} includes or statements stand on the wrong floor.` : `${files.length} files, every call goes down.`)
  process.exitCode = found.length ? 1 : 0
}

function printMap() {
  const text = map(files)
  console.log(text)
  const book = join(root, "ARCHITECTURE.md")
  const markers = /(<!-- map -->\n)[\s\S]*?(<!-- \/map -->)/
  if (!existsSync(book) || !markers.test(readFileSync(book, "utf8"))) return
  writeFileSync(book, readFileSync(book, "utf8").replace(markers, `$1\`\`\`\n${text}\n\`\`\`\n$2`))
}
