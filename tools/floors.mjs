// The floors of the house, and what breaks them. Call down, tell up: a file includes only what stands below it, and of a
// feature below only its front door, features/<wing>/<feature>/<feature>.h. On the ground floor the order written here
// counts; working features do not know one another, nor do overview ones.
export const ground = [
  "members", "access", "files", "parties", "relationships", "facts", "timeline", "comments", "purchases", "segments",
  "figures", "mail", "calendar",
]
const floors = { base: 0, engines: 1, platform: 2, ground: 3, working: 4, overview: 5, app: 6 }
const names = Object.keys(floors)

// Where a path under server/ stands: {floor, wing, feature}.
export function place(path) {
  const [top, wing, feature] = path.split("/")
  if (path === "main.cpp") return { floor: floors.app, name: "app" }
  if (top === "features") {
    return { floor: floors[wing], name: `${wing}/${feature}`, wing, feature, frontDoor: `features/${wing}/${feature}/${feature}.h` }
  }
  if (top === "engines") return { floor: floors.engines, name: `engines/${wing}` }
  return { floor: floors[top], name: top }
}

// files: [{path under server/, text}]. Gives one sentence for each breach.
export function breaches(files) {
  return files.flatMap(({ path, text }) => [
    ...unknownPlace(path),
    ...includesOf(text).flatMap(({ line, target, system }) =>
      (system ? firewallBreaches(path, target) : climbs(path, target)).map((words) => `server/${path}:${line}: ${words}`),
    ),
    ...sqlBreaches(path, text),
  ])
}

function unknownPlace(path) {
  const { floor, wing, feature } = place(path)
  if (floor === undefined) return [`server/${path}: this folder stands on no floor. The floors are ${names.join(", ")}.`]
  if (wing === "ground" && !ground.includes(feature)) {
    return [`server/${path}: say in tools/floors.mjs where ${feature} stands on the ground floor.`]
  }
  return []
}

export function includesOf(text) {
  return text.split("\n").flatMap((words, index) => {
    const found = words.match(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/)
    return found ? [{ line: index + 1, target: found[2], system: found[1] === "<" }] : []
  })
}

function climbs(path, target) {
  const isTest = path.endsWith("_test.cpp")
  if (target.startsWith("tests/")) return isTest ? [] : ["only a test may use tests/."]
  const from = place(path)
  const to = place(target)
  if (to.floor === undefined) return []  // a header of a library
  if (from.name === to.name) return []
  const breach = higher(from, to) ?? notTheFrontDoor(to, target) ?? httpOutsideRoutes(path, from, target)
  return breach ? [breach] : []
}

function higher(from, to) {
  if (to.floor > from.floor) return `${from.name} stands below ${to.name} and may not call up. Tell, and let it listen.`
  if (to.floor < from.floor) return undefined
  if (from.wing === "ground") {
    return ground.indexOf(to.feature) < ground.indexOf(from.feature)
      ? undefined
      : `${from.name} stands below ${to.name} on the ground floor and may not call up.`
  }
  return `${from.name} and ${to.name} stand side by side: know its ids, listen to its events, do not call it.`
}

function notTheFrontDoor(to, target) {
  return to.feature && target !== to.frontDoor ? `go in by the front door, ${to.frontDoor}, not ${target}.` : undefined
}

function httpOutsideRoutes(path, from, target) {
  const may = !from.feature || /_routes\.(h|cpp)$|_test\.cpp$/.test(path)
  return target.startsWith("platform/http/") && !may ? "HTTP belongs in a *_routes file." : undefined
}

// Files that see Beast and Asio cost seconds each, so only the edge may.
function firewallBreaches(path, target) {
  if (!/^boost\/(asio|beast)/.test(target)) return []
  return /^platform\/(http|live|outbound)\/|^platform\/libs\.cpp$|_test\.cpp$/.test(path)
    ? []
    : ["only platform/http, live and outbound may see Beast and Asio."]
}

const statement = /\b(SELECT\s+[\w(*]|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)/

function sqlBreaches(path, text) {
  if (path.startsWith("platform/") || /_store\.(h|cpp)$|_test\.cpp$/.test(path)) return []
  return stringsOf(text)
    .filter(({ words }) => statement.test(words))
    .map(({ line }) => `server/${path}:${line}: SQL belongs in a *_store file.`)
}

// The string literals of a C++ text, raw ones too, with the line each begins on. Comments are passed over.
export function stringsOf(text) {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"(\w*)\(([\s\S]*?)\)\1"|"((?:\\.|[^"\\\n])*)"|'(?:\\.|[^'\\\n])+'/g
  return [...text.matchAll(token)]
    .filter((found) => found[2] !== undefined || found[3] !== undefined)
    .map((found) => ({ words: found[2] ?? found[3], line: text.slice(0, found.index).split("\n").length }))
}

// The map of the house as it is: each floor from the top, what stands on it, and which front doors each one uses.
export function map(files) {
  const uses = new Map()
  for (const { path, text } of files) {
    const from = place(path)
    if (path.endsWith("_test.cpp") || from.floor === undefined) continue
    const known = uses.get(from.name) ?? uses.set(from.name, { floor: from.floor, of: new Set() }).get(from.name)
    for (const { target } of includesOf(text)) {
      const to = place(target)
      if (to.feature && to.name !== from.name) known.of.add(to.feature)
    }
  }
  const order = (name) => (name.startsWith("ground/") ? ground.indexOf(name.slice(7)) : 0)
  const line = ([name, { of }]) => {
    const short = name.replace(/^(ground|working|overview|engines)\//, "")
    return `    ${short.padEnd(16)}${of.size ? "uses " + [...of].sort().join(", ") : ""}`.trimEnd()
  }
  return names
    .map((name, floor) => ({ name, rooms: [...uses].filter(([, use]) => use.floor === floor) }))
    .filter(({ rooms }) => rooms.length)
    .reverse()
    .map(({ name, rooms }) => {
      const sorted = rooms.sort(([a], [b]) => order(a) - order(b) || a.localeCompare(b))
      const single = sorted.length === 1 && sorted[0][0] === name
      return `${floors[name]} ${name}` + (single ? "" : "\n" + sorted.map(line).join("\n"))
    })
    .join("\n")
}
