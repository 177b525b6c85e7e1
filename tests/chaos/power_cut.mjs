// What stands on the disk after the power was cut, built from what libsteward_powerloss.so kept (its file tells the shape).
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const pageSize = 4096

// Builds the folder `live` anew from `disk`. A page that was written and not synced is lost, or, when `luck` is above 0,
// it reached the disk all the same with that chance, as it does in a real cut: in any order, and only some of them.
export function powerCut(live, disk, luck = 0) {
  rmSync(live, { recursive: true, force: true })
  mkdirSync(live, { recursive: true })
  restore(live, disk, readFileSync(join(disk, "root"), "utf8").trim(), luck)
  rmSync(disk, { recursive: true, force: true })
  mkdirSync(disk, { recursive: true })
}

function restore(folder, disk, inode, luck) {
  const names = join(disk, "folders", inode)
  if (!existsSync(names)) return
  for (const line of readFileSync(names, "utf8").split("\n").filter(Boolean)) {
    const [, kind, number, name] = line.match(/^(.) (\d+) (.*)$/)
    const path = join(folder, name)
    if (kind === "d") {
      mkdirSync(path)
      restore(path, disk, number, luck)
    } else {
      writeFileSync(path, surviving(disk, number, luck))
    }
  }
}

function surviving(disk, inode, luck) {
  const durable = bytesOf(join(disk, "inodes", inode))
  if (luck === 0) return durable
  const written = bytesOf(join(disk, "keep", inode))
  const all = Buffer.alloc(Math.max(durable.length, written.length))
  durable.copy(all)
  let end = durable.length
  for (let at = 0; at < written.length; at += pageSize) {
    const page = written.subarray(at, at + pageSize)
    if (page.equals(durable.subarray(at, at + pageSize)) || Math.random() >= luck) continue
    page.copy(all, at)
    end = Math.max(end, at + page.length)
  }
  return all.subarray(0, end)
}

function bytesOf(path) {
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
}
