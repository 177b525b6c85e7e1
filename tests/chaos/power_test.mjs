// The power is cut while 32 threads write: what was acknowledged must still be there. The control is the same program with
// synchronous=NORMAL, which must lose some; if it loses none, the test proves nothing.
import assert from "node:assert/strict"
import { spawn, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { test } from "node:test"
import { powerCut } from "./power_cut.mjs"

const build = process.env.STEWARD_BUILD ?? "build/dev"
const writer = join(build, "steward_store_writer")
const shim = resolve(build, "libsteward_powerloss.so")
const cycles = Number(process.env.CHAOS_CYCLES ?? 25)

test(`an acknowledged write survives ${cycles} power cuts`, async (t) => {
  const { acknowledged, lost } = await cutsOfPower("full", cycles)
  t.diagnostic(`${acknowledged} acknowledged, ${lost} lost in ${cycles} power cuts`)
  assert.equal(lost, 0)
  assert.ok(acknowledged > 40 * cycles, `only ${acknowledged} writes were acknowledged`)
})

test("the control, synchronous=NORMAL, loses acknowledged writes", async (t) => {
  const { acknowledged, lost } = await cutsOfPower("normal", 5)
  t.diagnostic(`${acknowledged} acknowledged, ${lost} lost in 5 power cuts`)
  assert.ok(lost > 0)
})

async function cutsOfPower(synchronous, times) {
  const folder = mkdtempSync(join(tmpdir(), "steward-power."))
  const [live, disk] = [join(folder, "live"), join(folder, "disk")]
  mkdirSync(live)
  mkdirSync(disk)
  assert.equal(spawnSync(writer, ["make", live]).status, 0)
  const missing = new Set()
  const acknowledged = new Set()
  try {
    for (let cycle = 0; cycle < times; ++cycle) {
      for (const id of await writeUntilTheCut(live, disk, synchronous)) acknowledged.add(id)
      powerCut(live, disk, cycle % 2 ? Math.random() : 0)
      const there = read(live)
      for (const id of acknowledged) if (!there.has(id)) missing.add(id)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { acknowledged: acknowledged.size, lost: missing.size }
}

// Gives the numbers that were acknowledged before the cut.
function writeUntilTheCut(live, disk, synchronous) {
  return new Promise((done) => {
    const child = spawn(writer, ["write", live, synchronous], {
      env: { ...process.env, LD_PRELOAD: shim, POWERLOSS_LIVE: live, POWERLOSS_DISK: disk },
      stdio: ["ignore", "pipe", "inherit"],
    })
    let said = ""
    child.stdout.on("data", (text) => {
      if (!said) setTimeout(() => child.kill("SIGKILL"), 20 + Math.random() * 200)
      said += text
    })
    child.on("close", () => done(said.split("\n").slice(0, -1)))
  })
}

function read(live) {
  const { status, stdout, stderr } = spawnSync(writer, ["read", live], { encoding: "utf8", maxBuffer: 1 << 30 })
  assert.equal(status, 0, `the database was damaged: ${stderr}`)
  return new Set(stdout.split("\n"))
}
