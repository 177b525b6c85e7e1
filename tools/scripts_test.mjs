import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"

const scripts = readdirSync("bin").filter((name) => name !== "lib.sh")

test("each script says with --help what it does, and does nothing else", () => {
  for (const name of scripts) {
    const { status, stdout } = spawnSync(`bin/${name}`, ["--help"], { encoding: "utf8", timeout: 5000 })
    assert.equal(status, 0, name)
    assert.match(stdout, new RegExp(`^[A-Z].*\\n([\\s\\S]*\\n)?  bin/${name}\\b`), name)
  }
})

test("each script is short", () => {
  for (const name of scripts) {
    const lines = readFileSync(`bin/${name}`, "utf8").split("\n").length
    assert.ok(lines <= 140, `bin/${name} has ${lines} lines`)
  }
})
